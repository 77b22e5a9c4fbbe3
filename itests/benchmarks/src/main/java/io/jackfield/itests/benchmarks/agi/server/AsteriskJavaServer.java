package io.jackfield.itests.benchmarks.agi.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicLong;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;
import org.asteriskjava.fastagi.DefaultAgiServer;
import org.asteriskjava.util.ServerSocketFacade;
import org.asteriskjava.util.internal.ServerSocketFacadeImpl;

/** asterisk-java's server with as many threads as sessions. By its default it would serve 500 and close the others. */
final class AsteriskJavaServer implements Server {

    /** What it asks of the kernel, whatever the number of its threads. */
    static final int OWN_BACKLOG = 200;

    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong completed = new AtomicLong();
    private final Listening server;

    AsteriskJavaServer(int sessions, int backlog) throws IOException {
        server = new Listening(this::serve, backlog);
        server.setPoolSize(sessions);
        // A client is back before the thread of its last session is idle again.
        server.setMaximumPoolSize(2 * sessions);
        new Thread(this::accept, "asterisk-java-acceptor").start();
    }

    private void accept() {
        try {
            server.startup();
        } catch (IOException e) {
            System.err.println("asterisk-java accepts no connections: " + e);
        }
    }

    private void serve(AgiRequest request, AgiChannel channel) throws AgiException {
        begun.incrementAndGet();
        channel.answer();
        channel.getVariable("CUSTOMER");
        channel.setVariable("TARIFF", "basic");
        channel.verbose("customer is known", 3);
        channel.streamFile("welcome");
        completed.incrementAndGet();
    }

    @Override
    public int port() {
        return server.port;
    }

    @Override
    public Progress progress() {
        return new Progress(begun.get(), completed.get());
    }

    @Override
    public void close() {
        server.shutdown();
    }

    /** Its server on a free port, which it cannot take by itself, and with another backlog, which it cannot be told. */
    private static final class Listening extends DefaultAgiServer {

        private final int port;
        private final ServerSocketFacade socket;

        private Listening(AgiScript script, int backlog) throws IOException {
            super(script);
            try (ServerSocket free = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            socket = new ServerSocketFacadeImpl(port, backlog, InetAddress.getLoopbackAddress());
        }

        @Override
        protected ServerSocketFacade createServerSocket() {
            return socket;
        }
    }
}
