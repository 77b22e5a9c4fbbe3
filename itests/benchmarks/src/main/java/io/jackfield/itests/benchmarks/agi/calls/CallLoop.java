package io.jackfield.itests.benchmarks.agi.calls;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One thread that reads and writes the lines of many callers. */
public final class CallLoop implements Closeable {

    private final Selector selector = Selector.open();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(64 * 1024);
    private final Thread thread = new Thread(this::run, "calls");
    private volatile boolean closed;

    public CallLoop() throws IOException {
        thread.setDaemon(true);
        thread.start();
    }

    /** Has something done by the thread of this loop. */
    void execute(Runnable task) {
        tasks.add(task);
        if (Thread.currentThread() != thread) {
            selector.wakeup();
        }
    }

    /** Dials; only on the thread of this loop. */
    void dial(InetSocketAddress server, Caller caller) {
        Line line = null;
        try {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            line = new Line(channel, caller);
            // On loopback the connection is there at once, unless the server has too many that it did not accept yet.
            boolean connected = channel.connect(server) || channel.finishConnect();
            channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, line);
            if (connected) {
                caller.connected(line);
            }
        } catch (IOException e) {
            if (line == null) {
                throw new IllegalStateException("no socket is to be had: raise the limit of open files", e);
            }
            line.lost();
        }
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(this::ready);
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new IllegalStateException("the lines cannot be watched any more", e);
        }
    }

    private void ready(SelectionKey key) {
        Line line = (Line) key.attachment();
        if (key.isConnectable()) {
            try {
                ((SocketChannel) key.channel()).finishConnect();
                key.interestOps(SelectionKey.OP_READ);
            } catch (IOException refused) {
                line.lost();
                return;
            }
            line.connected();
        } else {
            line.read(incoming);
        }
    }

    /** Ends the thread and closes all lines. Blocks until that is done. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
