package io.jackfield.itests.karaf;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/** A JMS client that is none of Karaf's bundles: ActiveMQ's classes from the class path of {@link OutsideBroker}, logged in as esb. */
record OutsideClients(Class<? extends ConnectionFactory> type) {

    static OutsideClients load() {
        try {
            List<URL> jars = new ArrayList<>();
            for (String entry : OutsideBroker.classPath().split(File.pathSeparator)) {
                if (!new File(entry).getName().startsWith("jakarta.jms") && entry.endsWith(".jar")) {
                    jars.add(new File(entry).toURI().toURL());
                }
            }
            // Never closed: it is for as long as the tests run.
            ClassLoader loader = new URLClassLoader(jars.toArray(URL[]::new), OutsideClients.class.getClassLoader());
            return new OutsideClients(loader.loadClass("org.apache.activemq.ActiveMQConnectionFactory")
                    .asSubclass(ConnectionFactory.class));
        } catch (ReflectiveOperationException | MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    Connection connect(String url) throws Exception {
        ConnectionFactory factory = type.getConstructor(String.class).newInstance(url);
        return factory.createConnection("esb", "esb-secret");
    }
}
