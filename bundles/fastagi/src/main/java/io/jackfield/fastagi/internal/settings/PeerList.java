package io.jackfield.fastagi.internal.settings;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Who is let in: networks as CIDR blocks. An IPv4 address mapped into IPv6 ({@code ::ffff:10.0.0.1}) counts as the IPv4 address it
 * is, on either side.
 */
public final class PeerList {

    private static final int MAPPED_PREFIX = 96;

    private final List<String> networks;
    private final List<IpSubnetFilterRule> rules;

    private PeerList(List<String> networks) {
        this.networks = networks;
        this.rules = networks.stream().map(PeerList::rule).toList();
    }

    /**
     * Reads addresses and networks such as {@code 10.0.0.5}, {@code 10.0.0.0/8}, {@code fd00::/8}.
     *
     * @throws IllegalArgumentException if one is neither; the message is that one
     */
    static PeerList of(List<String> networks) {
        return new PeerList(List.copyOf(networks));
    }

    /** Whether this peer is let in. */
    public boolean allows(InetSocketAddress peer) {
        for (IpSubnetFilterRule rule : rules) {
            if (rule.matches(peer)) {
                return true;
            }
        }
        return false;
    }

    private static IpSubnetFilterRule rule(String network) {
        int slash = network.indexOf('/');
        String text = slash < 0 ? network : network.substring(0, slash);
        if (!NetUtil.isValidIpV4Address(text) && !NetUtil.isValidIpV6Address(text)) {
            throw new IllegalArgumentException(network);
        }
        try {
            InetAddress address = InetAddress.getByName(text);
            int bits = address.getAddress().length * 8;
            int prefix = slash < 0 ? bits : Integer.parseInt(network.substring(slash + 1));
            boolean mapped = slash >= 0 && bits == 32 && text.indexOf(':') >= 0;
            return new IpSubnetFilterRule(address, mapped ? prefix - MAPPED_PREFIX : prefix, IpFilterRuleType.ACCEPT);
        } catch (UnknownHostException | IllegalArgumentException e) {
            throw new IllegalArgumentException(network, e);
        }
    }

    /** As it was written. */
    @Override
    public String toString() {
        return String.join(", ", networks);
    }
}
