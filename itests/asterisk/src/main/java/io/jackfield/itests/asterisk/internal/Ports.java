package io.jackfield.itests.asterisk.internal;

import io.jackfield.itests.asterisk.LoopbackPorts;

/**
 * What an instance listens on.
 *
 * @param ami TCP, the manager interface
 * @param amiTls TCP, the same over TLS where that is switched on
 * @param http TCP, AJAM and ARI
 * @param httpTls TCP, the same over TLS where that is switched on
 * @param sip UDP
 */
public record Ports(int ami, int amiTls, int http, int httpTls, int sip) {
    public static Ports free() {
        return new Ports(
                LoopbackPorts.next(),
                LoopbackPorts.next(),
                LoopbackPorts.next(),
                LoopbackPorts.next(),
                LoopbackPorts.next());
    }
}
