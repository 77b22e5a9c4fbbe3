package io.jackfield.camel.ami;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/** Speaks TLS before a PBX that does not, with a certificate of its own for {@code localhost}. */
final class TlsFront implements AutoCloseable {

    static final String PASSWORD = "store-is-secret";

    private final Path store;
    private final SSLServerSocket server;
    private final int pbxPort;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /** @param folder where the key is, or will be */
    TlsFront(Path folder, int pbxPort) throws Exception {
        this.pbxPort = pbxPort;
        store = folder.resolve("front.p12");
        if (Files.notExists(store)) {
            makeKey();
        }
        server = (SSLServerSocket)
                context().getServerSocketFactory().createServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        run(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return sockets.size() / 2;
    }

    /** What a client needs that trusts this certificate. */
    SSLContextParameters trust() {
        KeyStoreParameters file = new KeyStoreParameters();
        file.setResource("file:" + store);
        file.setType("PKCS12");
        file.setPassword(PASSWORD);
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(file);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        return parameters;
    }

    private void makeKey() throws IOException, InterruptedException {
        Path log = store.resolveSibling("keytool.log");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "front",
                        "-dname",
                        "CN=front",
                        "-ext",
                        "san=dns:localhost",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            keytool.destroy();
            throw new IOException("keytool: " + Files.readString(log));
        }
    }

    private SSLContext context() throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            Socket pbx = new Socket("127.0.0.1", pbxPort);
            sockets.addAll(List.of(client, pbx));
            run(() -> pump(client, pbx));
            run(() -> pump(pbx, client));
        }
    }

    private static void pump(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void run(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // The socket was closed, here or there: the end of this thread's work.
                        Thread.currentThread().interrupt();
                    }
                },
                "tls-front");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
