package io.jackfield.fastagi.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerListTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.5,10.0.0.5,true",
        "10.0.0.5,10.0.0.6,false",
        "10.0.0.0/8,10.255.255.255,true",
        "10.0.0.0/8,11.0.0.0,false",
        "10.1.2.3/8,10.200.0.1,true",
        "10.0.0.0/31,10.0.0.1,true",
        "10.0.0.0/31,10.0.0.2,false",
        "0.0.0.0/0,203.0.113.9,true",
        "0.0.0.0/0,2001:db8::1,false",
        "::/0,2001:db8::1,true",
        "::/0,10.0.0.1,false",
        "fd00::/8,fd12::1,true",
        "fd00::/8,fe80::1,false",
        "::1,::1,true",
        "2001:db8::/33,2001:db8:8000::1,false",
        "2001:db8::/33,2001:db8:7fff::1,true",
        "10.0.0.0/8,::ffff:10.1.1.1,true",
        "::ffff:10.0.0.0/104,10.1.1.1,true",
        "::ffff:10.0.0.0/104,11.1.1.1,false",
        "::ffff:10.0.0.5,10.0.0.5,true",
        "::ffff:10.0.0.5,10.0.0.6,false",
    })
    void lets(String network, String peer, boolean in) throws Exception {
        assertThat(PeerList.of(List.of(network)).allows(new InetSocketAddress(InetAddress.getByName(peer), 5000)))
                .isEqualTo(in);
    }

    @Test
    void oneOfSeveralIsEnough() throws Exception {
        PeerList peers = PeerList.of(List.of("10.0.0.0/8", "::1", "192.0.2.1"));
        assertThat(peers.allows(new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 1)))
                .isTrue();
        assertThat(peers.allows(new InetSocketAddress(InetAddress.getByName("192.0.2.2"), 1)))
                .isFalse();
        assertThat(peers).hasToString("10.0.0.0/8, ::1, 192.0.2.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pbx.example.com",
                "10.0.0",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/x",
                "10.0.0.0/",
                "::1/129",
                "::ffff:10.0.0.0/95",
                "/8",
                "10.0.0.1/8/8"
            })
    void whatIsNoNetworkIsNamed(String network) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PeerList.of(List.of("127.0.0.1", network)))
                .withMessage(network);
    }
}
