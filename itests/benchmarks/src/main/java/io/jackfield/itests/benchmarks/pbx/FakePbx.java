package io.jackfield.itests.benchmarks.pbx;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A manager port on loopback. Events are sent by the thread that asks for it, to the one client that is there. Its own
 * threads have names that begin with {@link #THREADS}.
 */
public final class FakePbx implements Closeable {

    public static final String THREADS = "fake-pbx";

    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ServerSocketChannel port;
    private final List<ManagerSession> sessions = new CopyOnWriteArrayList<>();

    /** @param address where to listen; port 0 takes a free one */
    public FakePbx(InetSocketAddress address) throws IOException {
        port = ServerSocketChannel.open().bind(address);
        start("port", this::accept);
    }

    /** On a free port of 127.0.0.1. */
    public static FakePbx onFreePort() throws IOException {
        return new FakePbx(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    public InetSocketAddress address() throws IOException {
        return (InetSocketAddress) port.getLocalAddress();
    }

    /**
     * Sends so many events as fast as the client reads.
     *
     * @return {@link System#nanoTime()} before the first byte
     */
    public long send(RecordedEvents events, long count) throws IOException {
        ManagerSession client = client();
        long start = System.nanoTime();
        for (long left = count; left > 0; left -= events.count()) {
            client.write(events.slice(0, (int) Math.min(left, events.count())));
        }
        return start;
    }

    /** Sends so many events, in small portions every millisecond. */
    public void send(RecordedEvents events, long count, int perSecond) throws IOException {
        ManagerSession client = client();
        long start = System.nanoTime();
        long sent = 0;
        while (sent < count) {
            long due = Math.min(count, (System.nanoTime() - start) * perSecond / TimeUnit.SECONDS.toNanos(1));
            while (sent < due) {
                int from = (int) (sent % events.count());
                int to = (int) Math.min(from + due - sent, events.count());
                client.write(events.slice(from, to));
                sent += to - from;
            }
            LockSupport.parkNanos(PACE_NANOS);
        }
    }

    private ManagerSession client() {
        if (sessions.size() != 1) {
            throw new IllegalStateException(sessions.size() + " clients are connected, expected one");
        }
        return sessions.get(0);
    }

    private void accept() throws IOException {
        while (true) {
            SocketChannel line = port.accept();
            line.setOption(StandardSocketOptions.TCP_NODELAY, true);
            ManagerSession session = new ManagerSession(line);
            sessions.add(session);
            start("session", () -> {
                try {
                    session.serve();
                } finally {
                    sessions.remove(session);
                }
            });
        }
    }

    /** What a thread does until its line is closed. */
    private interface Service {
        void run() throws IOException;
    }

    private static void start(String what, Service service) {
        Thread thread = new Thread(() -> run(service), THREADS + "-" + what);
        thread.setDaemon(true);
        thread.start();
    }

    private static void run(Service service) {
        try {
            service.run();
        } catch (ClosedChannelException closed) {
            // This end of the line, or the port, was closed: that is how it ends.
        } catch (IOException e) {
            System.err.println("fake PBX: a client's line broke: " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        port.close();
        for (ManagerSession session : sessions) {
            session.close();
        }
    }
}
