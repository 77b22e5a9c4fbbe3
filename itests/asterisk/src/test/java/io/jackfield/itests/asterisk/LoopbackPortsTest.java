package io.jackfield.itests.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoopbackPortsTest {
    @Test
    void noPortIsGivenTwice() {
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            assertThat(seen.add(LoopbackPorts.next())).isTrue();
        }
    }

    @Test
    void portsInARowAreAllFreeAndGivenOnce() throws IOException {
        InetAddress host = InetAddress.getByName(LoopbackPorts.HOST);
        int last = LoopbackPorts.next();
        try (ServerSocket taken = new ServerSocket(last + 3, 1, host)) {
            int first = LoopbackPorts.next(3);
            assertThat(taken.getLocalPort()).isNotIn(first, first + 1, first + 2);
            assertThat(LoopbackPorts.next()).isNotIn(first, first + 1, first + 2);
        }
    }

    @Test
    void aPortTakenForTcpOrUdpIsLeftOut() throws IOException {
        InetAddress host = InetAddress.getByName(LoopbackPorts.HOST);
        int last = LoopbackPorts.next();
        try (ServerSocket tcp = new ServerSocket(last + 1, 1, host);
                DatagramSocket udp = new DatagramSocket(last + 2, host)) {
            assertThat(LoopbackPorts.next()).isNotIn(tcp.getLocalPort(), udp.getLocalPort());
        }
    }
}
