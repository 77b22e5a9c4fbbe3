package io.jackfield.simulator.internal;

import io.jackfield.simulator.Answer;
import io.jackfield.simulator.Call;
import io.jackfield.simulator.CallRecord;
import io.jackfield.simulator.HttpReaction;
import io.jackfield.simulator.Reaction;
import io.jackfield.simulator.ReceivedAction;
import io.jackfield.simulator.Simulator;
import io.jackfield.simulator.internal.agi.AgiApplication;
import io.jackfield.simulator.internal.agi.AsyncAgi;
import io.jackfield.simulator.internal.ami.Manager;
import io.jackfield.simulator.internal.ami.Script;
import io.jackfield.simulator.internal.calls.ScriptedCall;
import io.jackfield.simulator.internal.calls.Switchboard;
import io.jackfield.simulator.internal.calls.Traffic;
import io.jackfield.simulator.internal.pbx.EventBuilder;
import io.jackfield.simulator.internal.pbx.EventClass;
import io.jackfield.simulator.internal.pbx.LiveTimeline;
import io.jackfield.simulator.internal.pbx.ManualTimeline;
import io.jackfield.simulator.internal.pbx.Pbx;
import io.jackfield.simulator.internal.pbx.PublishedEvent;
import io.jackfield.simulator.internal.pbx.Timeline;
import io.jackfield.simulator.internal.replay.Replay;
import io.jackfield.simulator.internal.wire.WireText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A simulator from its start to its end. */
public final class RunningSimulator implements Simulator {

    private final SimulatorSettings settings;
    private final PbxThread thread;
    private final Timeline timeline;
    private final Pbx pbx;
    private final Switchboard board;
    private final Traffic traffic;
    private final ActionLog actionLog = new ActionLog();
    private final AgiApplication agi;
    private final Script script;
    private final Transports transports;
    private final Ports ports;
    private final EventClasses eventClasses = new EventClasses();
    private double callsPerSecond;
    private boolean dead;

    private RunningSimulator(SimulatorSettings settings, PbxThread thread) {
        this.settings = settings;
        this.thread = thread;
        timeline = settings.manualStart()
                .<Timeline>map(ManualTimeline::new)
                .orElseGet(() -> new LiveTimeline(settings.clock(), thread.group()));
        Random random = new Random(settings.seed());
        pbx = new Pbx(settings.pbx(), timeline, new Random(random.nextLong()));
        board = Exchange.build(pbx, settings, random);
        traffic = new Traffic(board);
        AsyncAgi async = new AsyncAgi();
        agi = AgiApplication.install(thread.group(), board, async, new Random(settings.seed()));
        Manager manager = Manager.of(thread.group(), board, async, settings.ami(), actionLog::add);
        script = manager.script();
        transports = new Transports(thread.group(), pbx, settings, manager, new Random(random.nextLong()));
        ports = transports.ports();
    }

    /** @throws IOException if the address cannot be had */
    public static RunningSimulator start(SimulatorSettings settings) throws IOException {
        PbxThread thread = new PbxThread(settings.name());
        try {
            RunningSimulator simulator = thread.call(() -> new RunningSimulator(settings, thread));
            simulator.ports.open();
            simulator.traffic(settings.callsPerSecond());
            return simulator;
        } catch (IOException | RuntimeException e) {
            thread.stop();
            throw e;
        }
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public String host() {
        return settings.host();
    }

    @Override
    public int amiPort() {
        return ports.ami();
    }

    @Override
    public boolean hasTls() {
        return ports.hasTls();
    }

    @Override
    public int amiTlsPort() {
        return ports.amiTls();
    }

    @Override
    public boolean hasHttp() {
        return ports.hasHttp();
    }

    @Override
    public int httpPort() {
        return ports.http();
    }

    @Override
    public int httpsPort() {
        return ports.https();
    }

    @Override
    public Call call(String from, String to) {
        return new CallHandle(thread, thread.call(() -> {
            if (dead) {
                throw new IllegalStateException(
                        "Simulator '" + name() + "' was killed: boot() it before placing calls");
            }
            return ScriptedCall.place(board, WireText.ofJava(from), WireText.ofJava(to));
        }));
    }

    @Override
    public void event(String name, Map<String, String> headers) {
        event(name, eventClasses.of(name), headers);
    }

    @Override
    public void event(String name, String eventClass, Map<String, String> headers) {
        int classes = EventClass.require(eventClass);
        Headers.check("The event's name", name);
        headers.forEach(Headers::check);
        thread.run(() -> {
            EventBuilder event = pbx.event(WireText.ofJava(name), classes);
            headers.forEach((header, value) -> event.header(WireText.ofJava(header), WireText.ofJava(value)));
            event.publish();
        });
    }

    @Override
    public void raw(byte[] bytes) {
        byte[] copy = bytes.clone();
        thread.run(() -> transports.sendRaw(copy));
    }

    @Override
    public long replay(Path captured, double speed) throws IOException {
        try (InputStream in = Files.newInputStream(captured)) {
            return replay(in, speed);
        }
    }

    @Override
    public long replay(InputStream captured, double speed) throws IOException {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("The speed of a replay must be above 0, not " + speed);
        }
        return new Replay(captured, speed, new Replay.Audience() {
                    @Override
                    public void show(List<PublishedEvent> events) {
                        thread.await(() -> {
                            events.forEach(pbx::relay);
                            return transports.whenAllKeepUp();
                        });
                    }

                    @Override
                    public void pause(Duration time) {
                        thread.pause(time);
                    }
                })
                .play();
    }

    @Override
    public void traffic(double rate) {
        SimulatorSettings.checkRate(rate);
        thread.run(() -> {
            callsPerSecond = rate;
            if (!dead) {
                traffic.start(rate);
            }
        });
    }

    @Override
    public long callsStarted() {
        return thread.call(() -> pbx.calls().started());
    }

    @Override
    public long callsCompleted() {
        return thread.call(() -> pbx.calls().completed());
    }

    @Override
    public List<CallRecord> recentCalls() {
        return thread.call(() -> pbx.calls().recent());
    }

    @Override
    public List<ReceivedAction> actions() {
        return thread.call(actionLog::recent);
    }

    @Override
    public void store(String family, String key, String value) {
        thread.run(() -> pbx.database().put(WireText.ofJava(family), WireText.ofJava(key), WireText.ofJava(value)));
    }

    @Override
    public int sessions() {
        return thread.call(transports::loggedIn);
    }

    @Override
    public Answer answer(String action) {
        String name = WireText.ofJava(action);
        if (name.isBlank()) {
            throw new IllegalArgumentException("Which action? Name one, or \"*\" for each");
        }
        return new ScriptedAnswer(thread::run, script, name);
    }

    @Override
    public Reaction greeting() {
        return new ScriptedAnswer(thread::run, script, Script.GREETING);
    }

    @Override
    public HttpReaction http() {
        return new ScriptedAnswer(thread::run, script, Script.HTTP_REQUEST);
    }

    @Override
    public void expireSessions() {
        thread.run(transports::expireSessions);
    }

    @Override
    public void disconnectAll() {
        thread.run(transports::disconnectAll);
    }

    @Override
    public void stopAnswering() {
        thread.run(() -> transports.freeze(true));
    }

    @Override
    public void resumeAnswering() {
        thread.run(() -> transports.freeze(false));
    }

    @Override
    public synchronized void kill() {
        transports.close();
        ports.hold();
        thread.run(() -> {
            dead = true;
            traffic.start(0);
            transports.disconnectAll();
            transports.expireSessions();
            agi.restart();
            pbx.restart();
            board.restart();
        });
    }

    @Override
    public synchronized void boot() {
        if (!thread.call(() -> dead)) {
            return;
        }
        thread.run(() -> {
            dead = false;
            transports.freeze(false);
            pbx.restart();
            traffic.start(callsPerSecond);
        });
        try {
            ports.open();
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public synchronized void restart() {
        thread.run(() -> {
            pbx.event("Shutdown", EventClass.SYSTEM)
                    .header("Shutdown", "Cleanly")
                    .header("Restart", "True")
                    .publish();
            transports.sayGoodbye();
        });
        kill();
        boot();
    }

    @Override
    public void advance(Duration duration) {
        if (!(timeline instanceof ManualTimeline manual)) {
            throw new IllegalStateException("The time of simulator '" + name()
                    + "' goes by itself: build it with manualTime(start) to move it");
        }
        thread.run(() -> manual.advance(duration));
    }

    @Override
    public synchronized void close() {
        if (!thread.isStopped()) {
            thread.run(agi::restart);
        }
        thread.stop();
        ports.release();
    }

    @Override
    public String toString() {
        return "Simulator[" + name() + " on " + host() + ":" + amiPort() + "]";
    }
}
