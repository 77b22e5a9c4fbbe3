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

/**
 * asterisk-java's server, with as many threads as sessions and a backlog like Jackfield's. By its defaults it would serve 500
 * sessions and close the others, and its backlog of 200 would let the kernel drop connections of a thousand clients.
 */
final class AsteriskJavaServer implements Server {

    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong completed = new AtomicLong();
    private final Listening server;

    AsteriskJavaServer(int sessions) throws IOException {
        server = new Listening(this::serve);
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

    /** Its server on a free port, which it cannot take by itself, with the longer backlog. */
    private static final class Listening extends DefaultAgiServer {

        private final int port;
        private final ServerSocketFacade socket;

        private Listening(AgiScript script) throws IOException {
            super(script);
            try (ServerSocket free = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            socket = new ServerSocketFacadeImpl(port, ThreadPerSessionServer.BACKLOG, InetAddress.getLoopbackAddress());
        }

        @Override
        protected ServerSocketFacade createServerSocket() {
            return socket;
        }
    }
}
