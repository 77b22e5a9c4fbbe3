package io.jackfield.itests.demo;

import io.jackfield.itests.asterisk.Asterisk;
import io.jackfield.itests.asterisk.CallGenerator;
import io.jackfield.itests.asterisk.ManagerUser;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An Asterisk 22 beside Karaf, with calls placed through it: desks, a queue, a conference, an IVR, carriers. */
final class RealPbx implements Pbx {
    /** Whom the example IVR dials. */
    private static final String PHONE =
            """
            [from-internal]
            exten = 2001,1,Answer()
             same = n,Wait(1)
             same = n,Hangup()
            """;

    private final ManagerUser user;
    private final double callsPerSecond;
    private final int agiPort;
    private Asterisk asterisk;

    RealPbx(ManagerUser user, double callsPerSecond, int agiPort) {
        this.user = user;
        this.callsPerSecond = callsPerSecond;
        this.agiPort = agiPort;
    }

    @Override
    public String description() {
        return asterisk.installation().release()
                + ", with calls to desks, a queue, a conference, an IVR and out by carriers";
    }

    @Override
    public String host() {
        return asterisk.host();
    }

    @Override
    public int amiPort() {
        return asterisk.amiPort();
    }

    @Override
    public int agiPort() {
        return agiPort;
    }

    @Override
    public ManagerUser user() {
        return user;
    }

    @Override
    public void start() {
        asterisk =
                Asterisk.v22().user(user).append("extensions.conf", dialplan()).create();
        asterisk.start();
    }

    private String dialplan() {
        StringBuilder text = new StringBuilder(PHONE);
        Map<String, List<Extension>> contexts = Caller.dialplan(KarafFolder.HOST, agiPort).stream()
                .collect(Collectors.groupingBy(Extension::context, TreeMap::new, Collectors.toList()));
        contexts.forEach((context, extensions) -> {
            text.append("[" + context + "]\n");
            extensions.forEach(extension -> text.append(extension.text()));
        });
        return text.toString();
    }

    @Override
    public List<String> features() {
        return List.of();
    }

    @Override
    public void configure(KarafFolder karaf) {
        // To Karaf it is a login like any other.
    }

    @Override
    public void makeCalls() {
        try (CallGenerator generator = new CallGenerator(asterisk)) {
            generator.place(Integer.MAX_VALUE, callsPerSecond, call -> {});
        }
    }

    @Override
    public Witness witness() {
        return new PlacingWitness(new CallGenerator(asterisk), callsPerSecond);
    }

    @Override
    public void close() {
        if (asterisk != null) {
            asterisk.close();
        }
    }
}
