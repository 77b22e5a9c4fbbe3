package io.jackfield.simulator.internal.karaf;

import io.jackfield.simulator.internal.karaf.ConfigurationReader.ConfigurationError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Reads the key that a configuration has the simulator show. */
final class KeyStoreReader {

    private static final String FILE = "keyStore";
    private static final String PASSWORD = "keyStorePassword";

    private KeyStoreReader() {}

    /** Empty if there is to be no TLS. */
    static Optional<SSLContext> context(ConfigurationReader configuration) {
        String meaning = "a file with the key to show";
        configuration.refuseWithout(FILE, meaning, "tlsPort");
        configuration.refuseWithout(FILE, meaning, "httpsPort");
        String file = configuration.text(FILE, "");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        char[] password = configuration.text(PASSWORD, "").toCharArray();
        try {
            return Optional.of(context(Path.of(file), password));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new ConfigurationError(configuration.pid() + ": '" + FILE + "' is '" + file
                    + "'; expected a PKCS12 or JKS file with a key that '" + PASSWORD + "' opens, but: "
                    + e.getMessage());
        }
    }

    private static SSLContext context(Path file, char[] password) throws IOException, GeneralSecurityException {
        if (!Files.isReadable(file)) {
            throw new IOException("there is no such file to be read");
        }
        KeyStore store = KeyStore.getInstance(file.toFile(), password);
        boolean hasKey = false;
        for (String alias : Collections.list(store.aliases())) {
            hasKey |= store.isKeyEntry(alias);
        }
        if (!hasKey) {
            throw new IOException("there is no key in it");
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
