package io.jackfield.simulator.internal.agi;

import io.jackfield.simulator.internal.calls.Application;
import io.jackfield.simulator.internal.calls.ApplicationArguments;
import io.jackfield.simulator.internal.calls.Execution;
import io.jackfield.simulator.internal.calls.Switchboard;
import io.jackfield.simulator.internal.pbx.Cause;
import io.netty.channel.EventLoopGroup;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The application AGI: finds out who is to command the channel, and tells the dialplan how it went. */
public final class AgiApplication implements Application {

    private final AgiPlatform platform;
    private final FastAgiClient client;
    private final AsyncAgi async;
    private final Set<AgiSession> sessions = new HashSet<>();

    private AgiApplication(EventLoopGroup loop, Switchboard board, AsyncAgi async, Random random) {
        platform = new AgiPlatform(board.pbx(), random);
        client = new FastAgiClient(loop);
        this.async = async;
    }

    /** Makes the application, by all its names, known to the dialplan. */
    public static AgiApplication install(EventLoopGroup loop, Switchboard board, AsyncAgi async, Random random) {
        AgiApplication agi = new AgiApplication(loop, board, async, random);
        board.applications().add("AGI", agi);
        board.applications().add("DeadAGI", agi);
        board.applications().add("EAGI", agi::runEnhanced);
        return agi;
    }

    /** The PBX dies: all connections break. */
    public void restart() {
        sessions.forEach(AgiSession::abandon);
        sessions.clear();
        async.restart();
    }

    @Override
    public void run(Execution execution, String data) {
        List<String> all = ApplicationArguments.split(data);
        String url = all.get(0);
        List<String> arguments = all.subList(1, all.size());
        AgiTarget target = AgiTarget.parse(url);
        if (url.isEmpty()) {
            execution.end(Cause.UNKNOWN);
        } else if (target instanceof AgiTarget.Server server) {
            start(execution, new FastAgiCall(platform, client, execution, server, url, arguments));
        } else if (target instanceof AgiTarget.Async) {
            AsyncAgi.Commands commands = async.commandsFor(execution.channel());
            start(execution, new AsyncAgiSession(platform, execution, commands, arguments));
        } else {
            done(execution, target instanceof AgiTarget.Program ? AgiStatus.NOTFOUND : AgiStatus.FAILURE);
        }
    }

    private void start(Execution execution, AgiSession session) {
        sessions.add(session);
        session.start(status -> {
            sessions.remove(session);
            status.ifPresent(how -> done(execution, how));
        });
    }

    /** With sound for a program, which no server can have. */
    private void runEnhanced(Execution execution, String data) {
        if (execution.isHungUp()) {
            execution.next();
            return;
        }
        boolean program = AgiTarget.parse(ApplicationArguments.split(data).get(0)) instanceof AgiTarget.Program;
        done(execution, program ? AgiStatus.NOTFOUND : AgiStatus.FAILURE);
    }

    /** Whether the dialplan goes on then, or ends, is for the execution: it knows of the hangup, too. */
    private static void done(Execution execution, AgiStatus status) {
        execution.channel().set("AGISTATUS", status);
        execution.next();
    }
}
