package io.jackfield.camel.manager.internal;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.IdentityHashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/** Makes one SSL context of each set of parameters: endpoints that share them describe the same connection. */
public final class SslContexts {

    private final Map<SSLContextParameters, SSLContext> contexts = new IdentityHashMap<>();

    public synchronized SSLContext of(SSLContextParameters parameters, CamelContext camelContext)
            throws GeneralSecurityException, IOException {
        SSLContext context = contexts.get(parameters);
        if (context == null) {
            context = parameters.createSSLContext(camelContext);
            contexts.put(parameters, context);
        }
        return context;
    }
}
