package io.jackfield.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A stand-in PBX that runs inside this Java process and speaks AMI over TCP and AJAM over HTTP, and
 * dials FastAGI servers, as an Asterisk 22 does.
 *
 * <pre>{@code
 * try (Simulator pbx = Simulator.builder().user("jackfield", "secret").start()) {
 *     // connect to 127.0.0.1, pbx.amiPort()
 *     pbx.call("1001", "2001").answer().hangup();
 * }
 * }</pre>
 *
 * All methods may be used from any thread. They wait until the PBX has done what they ask and nothing more; what it
 * sends is on its way to the clients then. After {@link #close} they throw {@link IllegalStateException}.
 */
public interface Simulator extends AutoCloseable {

    static SimulatorBuilder builder() {
        return new SimulatorBuilder();
    }

    String name();

    /** Address to connect to. */
    String host();

    /** TCP port of the manager interface. It stays the same over {@link #kill} and {@link #boot}. */
    int amiPort();

    /** Whether it was built with {@link SimulatorBuilder#tls}. */
    boolean hasTls();

    /**
     * TCP port of the manager interface over TLS, as lasting as the other.
     *
     * @throws IllegalStateException if it was built without {@link SimulatorBuilder#tls}
     */
    int amiTlsPort();

    /** Whether it was built with {@link SimulatorBuilder#httpPort}. */
    boolean hasHttp();

    /**
     * TCP port of the manager interface over HTTP, as lasting as the others.
     *
     * @throws IllegalStateException if it was built without {@link SimulatorBuilder#httpPort}
     */
    int httpPort();

    /**
     * TCP port of the manager interface over HTTP with TLS, as lasting as the others.
     *
     * @throws IllegalStateException if it was built without {@link SimulatorBuilder#httpPort} or {@link
     *     SimulatorBuilder#tls}
     */
    int httpsPort();

    /**
     * A telephone calls an extension: another telephone's number, a queue's, or any other of the context {@code
     * from-internal}. Returns when the other end rings, or whatever else the dialplan does at once.
     *
     * @throws IllegalArgumentException if there is no such telephone or extension
     * @throws IllegalStateException if the PBX is dead
     */
    Call call(String from, String to);

    /**
     * Raises an event. Its class, which decides who sees it, is the one that events of this name have in Asterisk.
     *
     * @param headers in the order of the map
     * @throws IllegalArgumentException if no event of this name is known, or a header contains a line end
     */
    void event(String name, Map<String, String> headers);

    /**
     * Raises an event of any name.
     *
     * @param eventClass the class, for example {@code call}, {@code agent} or {@code user}
     * @throws IllegalArgumentException if there is no such class, or a header contains a line end
     */
    void event(String name, String eventClass, Map<String, String> headers);

    /** Sends bytes as they are to every client that is logged in over TCP, broken or not. */
    void raw(byte[] bytes);

    /** A speed for {@link #replay(InputStream, double)}: without waiting, as fast as the clients take it. */
    double AS_FAST_AS_POSSIBLE = Double.POSITIVE_INFINITY;

    /**
     * Raises the events of a captured manager session again, byte by byte as they are: those who are logged in see what their rights, masks and filters let
     * them see. What was said to the captured client alone, responses and lists, is passed over. Returns when the last event is on its way. Little
     * is in memory at a time, because clients that are slow are waited for.
     *
     * @param captured what a client received of Asterisk; it is read to its end, and is not closed
     * @param speed how many times as fast as it was, by the time stamps of the events; events without one follow at once. The time is
     *     real time, also when the PBX's own stands still
     * @return how many events there were
     * @throws IOException if it cannot be read, or is no such capture
     * @throws IllegalArgumentException if the speed is not above 0
     */
    long replay(InputStream captured, double speed) throws IOException;

    /** The same from a file. */
    long replay(Path captured, double speed) throws IOException;

    /**
     * Generates calls from now on, evenly spread; 0 stops it, and calls under way go on to their end.
     *
     * @throws IllegalArgumentException if the rate is below 0 or above 10,000
     */
    void traffic(double callsPerSecond);

    /** How many calls have begun, of all kinds: generated, placed by {@link #call} and originated by clients. */
    long callsStarted();

    /** How many of them are over. */
    long callsCompleted();

    /** The last calls that are over, at most 10,000, the oldest first. */
    List<CallRecord> recentCalls();

    /** The last actions that clients asked for, at most 1,000, the oldest first. */
    List<ReceivedAction> actions();

    /** Puts a value into the PBX's database: any characters, line ends among them, which no client could put there. */
    void store(String family, String key, String value);

    /** How many clients are logged in: connections over TCP and sessions over HTTP. */
    int sessions();

    /**
     * Says how an action is answered from now on; see {@link Answer}. It replaces what was said of the same action before.
     *
     * @param action its name in any case, or {@code *} for each of which nothing else is said
     */
    Answer answer(String action);

    /** Says how those who connect are greeted from now on. It replaces what was said before. */
    Reaction greeting();

    /** Says how requests over HTTP are answered from now on, whatever they ask. It replaces what was said before. */
    HttpReaction http();

    /** Ends all sessions over HTTP as if their time were over. A request that waits for events returns. */
    void expireSessions();

    /** Closes all connections without a word; clients may come back at once. Sessions over HTTP last. */
    void disconnectAll();

    /**
     * The PBX seems to hang: connections stay open and new ones are taken by the operating system, but nothing is
     * read, done or sent until {@link #resumeAnswering}. What happens meanwhile is sent then.
     */
    void stopAnswering();

    void resumeAnswering();

    /** The PBX dies: no port, no connections, no sessions, no calls any more. Generating calls pauses. */
    void kill();

    /**
     * The PBX is back after {@link #kill}, on the same port, with its database and without calls. Does nothing if it
     * runs.
     *
     * @throws IllegalStateException if somebody else has taken the port meanwhile
     */
    void boot();

    /** As {@link #kill} and {@link #boot}, but it announces what it does with an event Shutdown first. */
    void restart();

    /**
     * Moves the time of a simulator that was built with {@link SimulatorBuilder#manualTime}: all that falls due is
     * done at its time and in its order.
     *
     * @throws IllegalStateException if its time goes by itself
     */
    void advance(Duration duration);

    /** Ends the PBX and all its threads. Further calls do nothing. */
    @Override
    void close();
}
