package io.jackfield.itests.contract.restarts;

import io.jackfield.itests.asterisk.PbxUnderTest;
import io.jackfield.itests.contract.Transport;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a person said on the command line.
 *
 * @param pbx which kind; empty for Asterisk 22 where there is one, else the simulator
 * @param transport by which way it is watched
 * @param times how many restarts
 */
record Arguments(Optional<PbxUnderTest> pbx, Transport transport, int times) {
    static final String USAGE = "usage: bash itests/contract/restarts [--pbx simulator|22|16] [--over ami|ajam] [N]";
    private static final int DEFAULT_TIMES = 100;

    /** @throws IllegalArgumentException if they mean nothing; the message says what would */
    static Arguments of(String... arguments) {
        Optional<PbxUnderTest> pbx = Optional.empty();
        Transport transport = Transport.AMI;
        int times = DEFAULT_TIMES;
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--pbx") && i + 1 < arguments.length) {
                pbx = Optional.of(pbx(arguments[++i]));
            } else if (arguments[i].equals("--over") && i + 1 < arguments.length) {
                transport = transport(arguments[++i]);
            } else if (arguments[i].matches("[1-9]\\d{0,5}")) {
                times = Integer.parseInt(arguments[i]);
            } else {
                throw new IllegalArgumentException("what is '" + arguments[i] + "'?\n" + USAGE);
            }
        }
        return new Arguments(pbx, transport, times);
    }

    private static Transport transport(String name) {
        return Stream.of(Transport.values())
                .filter(transport -> transport.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no way '" + name + "'\n" + USAGE));
    }

    private static PbxUnderTest pbx(String name) {
        if (!name.matches("simulator|22|16")) {
            throw new IllegalArgumentException("there is no PBX '" + name + "'\n" + USAGE);
        }
        return PbxUnderTest.of(name);
    }
}
