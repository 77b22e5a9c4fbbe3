package io.jackfield.itests.asterisk;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Ports that are free for TCP and UDP on the loopback address, never the same twice in one JVM. They lie below those the kernel
 * gives to clients: a client that retries a port whose server was killed would otherwise, now and then, connect to itself.
 */
public final class LoopbackPorts {
    public static final String HOST = "127.0.0.1";

    private static final int LOWEST = 10_240;
    private static final int HIGHEST = highest();
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(HIGHEST - LOWEST));

    private LoopbackPorts() {}

    public static int next() {
        return next(1);
    }

    /** @return the first of so many in a row */
    public static int next(int inARow) {
        int range = HIGHEST - LOWEST - inARow;
        for (int tried = 0; tried < range; tried += inARow) {
            int port = LOWEST + Math.floorMod(NEXT.getAndAdd(inARow), range);
            if (IntStream.range(port, port + inARow).allMatch(LoopbackPorts::free)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port between " + LOWEST + " and " + HIGHEST + " on " + HOST);
    }

    private static boolean free(int port) {
        try {
            InetAddress host = InetAddress.getByName(HOST);
            new ServerSocket(port, 1, host).close();
            new DatagramSocket(port, host).close();
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static int highest() {
        try {
            String range = Files.readString(Path.of("/proc/sys/net/ipv4/ip_local_port_range"));
            int lowestOfClients = Integer.parseInt(range.strip().split("\\s+")[0]);
            return lowestOfClients > LOWEST + 1_000 ? lowestOfClients : 32_768;
        } catch (IOException unknown) {
            return 32_768;
        }
    }
}
