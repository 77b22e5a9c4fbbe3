package io.jackfield.itests.asterisk;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * An Asterisk on the command line, for demonstrations. It starts one, prints where it listens ({@code ami=HOST:PORT} and
 * {@code http=HOST:PORT}), waits until the user has logged in, places the calls ({@code call=UNIQUEID KIND NUMBER} for each) and, when
 * the last one is over, prints {@code calls=N}. Asterisk stays until this process ends.
 */
public final class Main {
    private static final String USAGE =
            """
            usage: java -cp asterisk.jar io.jackfield.itests.asterisk.Main [--pbx 22|16] [--user NAME] [--calls N] [--rate CALLS_PER_SECOND]
              --user   a manager user who may do everything; the environment variable PBX_SECRET has the secret. Calls wait for this login
              --calls  how many calls to place, of all kinds in turn (default 0)
              --rate   how many a second (default 1)""";

    private static final Duration CALL_END_LIMIT = Duration.ofMinutes(1);

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            run(options(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + USAGE);
            System.exit(2);
        } catch (AsteriskException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Map<String, String> options) throws InterruptedException {
        AsteriskVersion version = version(options.getOrDefault("--pbx", "22"));
        String user = options.get("--user");
        int calls = Integer.parseInt(options.getOrDefault("--calls", "0"));
        double rate = Double.parseDouble(options.getOrDefault("--rate", "1"));
        AsteriskBuilder builder = Asterisk.of(version);
        if (user != null) {
            builder.user(user, secret());
        }
        Asterisk pbx = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(pbx::close));
        System.out.println("ami=" + pbx.host() + ":" + pbx.amiPort());
        System.out.println("http=" + pbx.host() + ":" + pbx.httpPort());
        while (user != null && !loggedIn(pbx, user)) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        placeCalls(pbx, calls, rate);
        while (pbx.running()) {
            TimeUnit.SECONDS.sleep(1);
        }
        throw new AsteriskException("Asterisk ended:\n" + pbx.logTail(40));
    }

    private static void placeCalls(Asterisk pbx, int calls, double rate) {
        try (CallGenerator generator = new CallGenerator(pbx)) {
            generator.place(
                    calls,
                    rate,
                    call -> System.out.println(
                            "call=" + call.uniqueId() + " " + call.kind() + " " + call.callerNumber()));
            generator.awaitEnd(CALL_END_LIMIT);
        }
        System.out.println("calls=" + calls);
    }

    private static boolean loggedIn(Asterisk pbx, String user) {
        return pbx.cli("manager show connected").lines().anyMatch(line -> line.strip()
                .startsWith(user + " "));
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!arguments[i].matches("--(pbx|user|calls|rate)") || i + 1 == arguments.length) {
                throw new IllegalArgumentException("not understood: " + arguments[i]);
            }
            options.put(arguments[i], arguments[i + 1]);
        }
        return options;
    }

    private static AsteriskVersion version(String major) {
        for (AsteriskVersion version : AsteriskVersion.values()) {
            if (Integer.toString(version.major()).equals(major)) {
                return version;
            }
        }
        throw new IllegalArgumentException("--pbx " + major + ": only 22 and 16 are known");
    }

    private static String secret() {
        String secret = System.getenv("PBX_SECRET");
        if (secret == null) {
            throw new IllegalArgumentException("--user needs the secret in the environment variable PBX_SECRET");
        }
        return secret;
    }
}
