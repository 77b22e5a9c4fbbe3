package io.jackfield.itests.demo;

import io.jackfield.itests.asterisk.AsteriskException;
import io.jackfield.itests.asterisk.LoopbackPorts;
import io.jackfield.itests.asterisk.ManagerUser;
import java.nio.file.Path;

/** What the script {@code karaf-assembly/demo} starts when all is built. */
public final class Main {
    private static final double CALLS_PER_SECOND = 2;

    private Main() {}

    /** @param arguments the distribution; the folder to run it in; {@code simulator} or {@code real}; {@code show} or {@code check} */
    public static void main(String... arguments) {
        Demo demo = new Demo(Path.of(arguments[0]), Path.of(arguments[1]), pbx(arguments[2]));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(demo), "stop"));
        System.exit(run(demo, arguments[3]));
    }

    private static Pbx pbx(String kind) {
        ManagerUser user = ManagerUser.all("jackfield", Settings.randomSecret());
        return switch (kind) {
            case "simulator" -> new SimulatedPbx(user, CALLS_PER_SECOND, LoopbackPorts.next(), LoopbackPorts.next());
            case "real" -> new RealPbx(user, CALLS_PER_SECOND, LoopbackPorts.next());
            default -> throw new IllegalArgumentException("no such PBX: " + kind);
        };
    }

    private static int run(Demo demo, String mode) {
        try {
            demo.start();
            return mode.equals("check") ? check(demo) : demo.show(System.out);
        } catch (DemoException | AsteriskException e) {
            // Whatever breaks because the demo is being stopped is no news.
            if (!demo.closed()) {
                Demo.say(e.getMessage());
            }
            return 1;
        }
    }

    private static int check(Demo demo) {
        Report report = demo.check();
        try {
            demo.close();
        } catch (DemoException e) {
            report.problem(e.getMessage());
        }
        report.print(System.out, System.err);
        return report.passed() ? 0 : 1;
    }

    private static void stop(Demo demo) {
        try {
            demo.close();
        } catch (DemoException e) {
            Demo.say(e.getMessage());
        }
    }
}
