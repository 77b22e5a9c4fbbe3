package io.jackfield.simulator;

import io.jackfield.simulator.internal.RunningSimulator;
import io.jackfield.simulator.internal.SimulatorSettings;
import io.jackfield.simulator.internal.SimulatorSettings.ExtensionSetting;
import io.jackfield.simulator.internal.SimulatorSettings.HttpSetting;
import io.jackfield.simulator.internal.SimulatorSettings.QueueSetting;
import io.jackfield.simulator.internal.SimulatorSettings.TlsSetting;
import io.jackfield.simulator.internal.ajam.AjamSettings;
import io.jackfield.simulator.internal.ami.AmiSettings;
import io.jackfield.simulator.internal.ami.User;
import io.jackfield.simulator.internal.calls.CallSettings;
import io.jackfield.simulator.internal.calls.Phone;
import io.jackfield.simulator.internal.pbx.EventClass;
import io.jackfield.simulator.internal.pbx.PbxSettings;
import io.jackfield.simulator.internal.pbx.Sounds;
import io.jackfield.simulator.internal.wire.WireText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Says what PBX is wanted. If no telephone is named it has 1001 to 1010 and 2001 to 2010 and, unless queues are named, a
 * queue {@code support} at extension 600 that 2001 to 2005 serve. Not for several threads at once.
 */
public final class SimulatorBuilder {

    private String name = "simulator";
    private String host = "127.0.0.1";
    private int port;
    private SSLContext tls;
    private int tlsPort;
    private boolean http;
    private int httpPort;
    private int httpsPort;
    private String httpPrefix = "";
    private Duration httpTimeout = Duration.ofSeconds(60);
    private Duration httpKeepAlive = Duration.ofSeconds(15);
    private final List<User> users = new ArrayList<>();
    private final List<Phone> phones = new ArrayList<>();
    private final List<QueueSetting> queues = new ArrayList<>();
    private final List<ExtensionSetting> extensions = new ArrayList<>();
    private final Map<String, Duration> prompts = new HashMap<>();
    private Duration promptLength = Duration.ofSeconds(1);
    private double callsPerSecond;
    private Duration minTalk = Duration.ofSeconds(1);
    private Duration maxTalk = Duration.ofSeconds(6);
    private Duration answerAfter = Duration.ofMillis(500);
    private Duration ringTimeout = Duration.ofSeconds(10);
    private long seed = 1;
    private Clock clock = Clock.systemUTC();
    private Instant manualStart;
    private boolean timestampEvents;
    private boolean cdrEvents = true;
    private List<String> channelVariables = List.of();
    private Duration loginDelay = Duration.ofSeconds(1);
    private Duration authTimeout = Duration.ofSeconds(30);
    private Duration writeTimeout = Duration.ofMillis(100);

    SimulatorBuilder() {}

    /** A name for threads and log lines; {@code simulator} by default. */
    public SimulatorBuilder name(String name) {
        this.name = Objects.requireNonNull(name, "name");
        return this;
    }

    /** The address to listen on; {@code 127.0.0.1} by default. */
    public SimulatorBuilder host(String host) {
        this.host = Objects.requireNonNull(host, "host");
        return this;
    }

    /** The port of the manager interface; by default, and with 0, any free one. */
    public SimulatorBuilder port(int port) {
        this.port = port;
        return this;
    }

    /**
     * Offers the manager interface over HTTP (AJAM) as well, and with {@link #tls} over HTTPS: {@code /rawman}, {@code
     * /mxml}, {@code /manager}, and those with an a in front that want digest authentication.
     *
     * @param port 0 for any free one
     */
    public SimulatorBuilder httpPort(int port) {
        http = true;
        httpPort = port;
        return this;
    }

    /** The port for HTTPS; by default, and with 0, any free one. */
    public SimulatorBuilder httpsPort(int port) {
        httpsPort = port;
        return this;
    }

    /** As {@code prefix=} in http.conf: {@code asterisk} makes it {@code /asterisk/rawman}. None by default. */
    public SimulatorBuilder httpPrefix(String prefix) {
        httpPrefix = prefix.isEmpty() ? "" : "/" + prefix;
        return this;
    }

    /**
     * As {@code httptimeout=} in manager.conf: how long a session over HTTP lasts without a request; 60 seconds by default.
     * WaitEvent waits 10 seconds less at most: with 10 seconds or less it does not wait at all.
     */
    public SimulatorBuilder httpTimeout(Duration timeout) {
        httpTimeout = timeout;
        return this;
    }

    /**
     * As {@code session_keep_alive=} in http.conf: how long an HTTP connection may stay without a request; 15 seconds by
     * default. Zero closes it after each answer.
     */
    public SimulatorBuilder httpKeepAlive(Duration time) {
        httpKeepAlive = time;
        return this;
    }

    /**
     * Offers the manager interface over TLS as well, on a port of its own.
     *
     * @param context with the key and the certificate to show; clients are asked for none, as Asterisk asks for none
     */
    public SimulatorBuilder tls(SSLContext context) {
        tls = Objects.requireNonNull(context, "context");
        return this;
    }

    /** The port of the manager interface over TLS; by default, and with 0, any free one. */
    public SimulatorBuilder tlsPort(int port) {
        tlsPort = port;
        return this;
    }

    /** A manager user that may see and do everything. Without any user nobody can log in. */
    public SimulatorBuilder user(String name, String secret) {
        return user(name, secret, "all", "all");
    }

    /**
     * A manager user with the rights that {@code read=} and {@code write=} give in manager.conf.
     *
     * @param read classes of the events it may see, between commas, for example {@code system,call}
     * @param write classes of the actions it may use
     */
    public SimulatorBuilder user(String name, String secret, String read, String write) {
        users.add(new User(
                WireText.ofJava(name), WireText.ofJava(secret), EventClass.require(read), EventClass.require(write)));
        return this;
    }

    /** A telephone whose owner answers when called. */
    public SimulatorBuilder phone(String number, String name) {
        return phone(number, name, PhoneBehaviour.ANSWERS);
    }

    public SimulatorBuilder phone(String number, String name, PhoneBehaviour behaviour) {
        phones.add(new Phone(WireText.ofJava(number), WireText.ofJava(name), behaviour));
        return this;
    }

    /**
     * A queue.
     *
     * @param extension the number that leads into it
     * @param members numbers of the telephones that serve it
     */
    public SimulatorBuilder queue(String name, String extension, String... members) {
        queues.add(new QueueSetting(name, extension, List.of(members)));
        return this;
    }

    /**
     * An extension of the dialplan, or a replacement for one.
     *
     * @param steps applications as in extensions.conf: AGI, Answer, Busy, ConfBridge, Congestion, Dial, Gosub, Goto,
     *     Hangup, NoOp, Park, ParkedCall, Playback, Queue, Return, Ringing, SendDTMF, Set, UserEvent, Verbose and Wait,
     *     for example {@code "Answer", "Wait(2)", "Dial(PJSIP/2001,20)"}; another one ends the call
     */
    public SimulatorBuilder extension(String context, String extension, String... steps) {
        extensions.add(new ExtensionSetting(context, extension, List.of(steps)));
        return this;
    }

    /** A prompt that takes so long to play; named without extension, as in the dialplan and in AGI. */
    public SimulatorBuilder prompt(String name, Duration length) {
        prompts.put(WireText.ofJava(name), length);
        return this;
    }

    /** How long prompts take that are not named: 1 second by default. */
    public SimulatorBuilder promptLength(Duration length) {
        promptLength = Objects.requireNonNull(length, "length");
        return this;
    }

    /** There are no prompts but those that are named: playing another one fails, as with a missing file. */
    public SimulatorBuilder onlyNamedPrompts() {
        promptLength = null;
        return this;
    }

    /** Generates calls from the start; see {@link Simulator#traffic}. */
    public SimulatorBuilder traffic(double callsPerSecond) {
        SimulatorSettings.checkRate(callsPerSecond);
        this.callsPerSecond = callsPerSecond;
        return this;
    }

    /** How long people talk, if nobody says otherwise: between 1 and 6 seconds by default. */
    public SimulatorBuilder talkTime(Duration shortest, Duration longest) {
        if (shortest.isNegative() || longest.compareTo(shortest) < 0) {
            throw new IllegalArgumentException(
                    "talkTime needs 0 <= shortest <= longest, not " + shortest + " and " + longest);
        }
        minTalk = shortest;
        maxTalk = longest;
        return this;
    }

    /** How long a telephone rings before it is answered: half a second by default; generated calls vary it. */
    public SimulatorBuilder answerAfter(Duration time) {
        answerAfter = time;
        return this;
    }

    /** How long a telephone that is dialled may ring: 10 seconds by default. */
    public SimulatorBuilder ringTimeout(Duration time) {
        ringTimeout = time;
        return this;
    }

    /** The same seed makes the same generated calls; 1 by default. */
    public SimulatorBuilder seed(long seed) {
        this.seed = seed;
        return this;
    }

    /** The clock that times are read from; the system's by default. */
    public SimulatorBuilder clock(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        return this;
    }

    /** Time stands still at this instant and moves only by {@link Simulator#advance}. */
    public SimulatorBuilder manualTime(Instant start) {
        manualStart = Objects.requireNonNull(start, "start");
        return this;
    }

    /** As {@code timestampevents=yes} in manager.conf: events carry the time they were raised. Off by default. */
    public SimulatorBuilder timestampEvents(boolean timestamps) {
        timestampEvents = timestamps;
        return this;
    }

    /** Whether calls leave Cdr events; they do by default. */
    public SimulatorBuilder cdrEvents(boolean cdrEvents) {
        this.cdrEvents = cdrEvents;
        return this;
    }

    /** As {@code channelvars=} in manager.conf: variables that every event about a channel shows. */
    public SimulatorBuilder channelVariables(String... names) {
        channelVariables = List.of(names);
        return this;
    }

    /** How long the answer to a refused login takes: 1 second by default, as in Asterisk. */
    public SimulatorBuilder loginDelay(Duration delay) {
        loginDelay = delay;
        return this;
    }

    /** How long a connection may stay without a login: 30 seconds by default, as in Asterisk. */
    public SimulatorBuilder authTimeout(Duration timeout) {
        authTimeout = timeout;
        return this;
    }

    /** How long a client may take nothing of what is sent before it is disconnected: 100 ms, as in Asterisk. */
    public SimulatorBuilder writeTimeout(Duration timeout) {
        writeTimeout = timeout;
        return this;
    }

    /**
     * Starts the PBX; its manager interface is ready when this returns.
     *
     * @throws IllegalStateException if a queue names a telephone there is not
     * @throws UncheckedIOException if the address cannot be had; the message names it
     */
    public Simulator start() {
        try {
            return RunningSimulator.start(settings());
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private SimulatorSettings settings() {
        return new SimulatorSettings(
                name,
                host,
                port,
                Optional.ofNullable(tls).map(context -> new TlsSetting(context, tlsPort)),
                http ? Optional.of(new HttpSetting(httpPort, httpsPort)) : Optional.empty(),
                new PbxSettings(
                        timestampEvents,
                        cdrEvents,
                        new Sounds(prompts, Optional.ofNullable(promptLength)),
                        channelVariables),
                new CallSettings(answerAfter, minTalk, maxTalk),
                new AmiSettings(users, loginDelay, authTimeout, writeTimeout),
                new AjamSettings(httpPrefix, httpTimeout, httpKeepAlive),
                phones,
                queues,
                extensions,
                ringTimeout,
                callsPerSecond,
                seed,
                clock,
                Optional.ofNullable(manualStart));
    }
}
