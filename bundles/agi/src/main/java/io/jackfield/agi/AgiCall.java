package io.jackfield.agi;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * A session in plain, blocking steps, for call logic that reads from top to bottom; see {@link AgiHandler#blocking}. Each method
 * waits until Asterisk has done it, which may take as long as a prompt or a whole call, so it must not be used on threads that
 * others depend on. If the thread is interrupted meanwhile, the method ends with a {@link CancellationException}, the thread's
 * interrupt status stays set and the command goes on.
 *
 * <p>A caller who hangs up ends whatever is under way with {@link AgiHangupException}; other failures are the {@link
 * AgiException} that {@link AgiSession#execute(AgiCommand)} names.
 */
public final class AgiCall {

    private final AgiSession session;

    public AgiCall(AgiSession session) {
        this.session = session;
    }

    /** The session below, for all that has no method here. */
    public AgiSession session() {
        return session;
    }

    /** What Asterisk said about the call when it came in. */
    public AgiRequest request() {
        return session.request();
    }

    /** Whether the call is known to be hung up. */
    public boolean isHungUp() {
        return session.isHungUp();
    }

    /** Executes any command and waits for its reply; a result of -1 is not an exception here. */
    public AgiReply execute(AgiCommand command) {
        return await(session.execute(command), command);
    }

    /** {@link #execute(AgiCommand)} with a deadline; once it has passed the session is closed. */
    public AgiReply execute(AgiCommand command, Duration timeout) {
        return await(session.execute(command, timeout), command);
    }

    /** Answers the call. */
    public void answer() {
        succeed(AgiCommands.answer(), "the call could not be answered");
    }

    /** Hangs up the call. */
    public void hangup() {
        execute(AgiCommands.hangup());
    }

    /** Plays a sound file; the caller cannot end it. */
    public void streamFile(String file) {
        streamFile(file, "");
    }

    /**
     * Plays a sound file until its end or until one of the keys is pressed.
     *
     * @param file without extension
     * @return the key
     */
    public Optional<Character> streamFile(String file, String escapeDigits) {
        return succeed(AgiCommands.streamFile(file, escapeDigits), "is there such a sound file on the PBX?")
                .digit();
    }

    /**
     * Plays a prompt and gets digits, up to {@code #} or as many as wanted.
     *
     * @param timeout how long to wait for each digit
     * @return the digits pressed, perhaps none
     */
    public String getData(String file, Duration timeout, int maxDigits) {
        return succeed(AgiCommands.getData(file, timeout, maxDigits), "is there such a sound file on the PBX?")
                .result();
    }

    /** Waits for a key. */
    public Optional<Character> waitForDigit(Duration timeout) {
        return succeed(AgiCommands.waitForDigit(timeout), "the channel failed").digit();
    }

    /** Says digits one by one. */
    public void sayDigits(String digits) {
        succeed(AgiCommands.sayDigits(digits, ""), "are the sounds of the channel's language installed?");
    }

    /** Says a number. */
    public void sayNumber(int number) {
        succeed(AgiCommands.sayNumber(number, ""), "are the sounds of the channel's language installed?");
    }

    /** A channel variable or function; empty if it is not set. Works after a hangup. */
    public Optional<String> getVariable(String name) {
        return execute(AgiCommands.getVariable(name)).data();
    }

    /** Sets a channel variable or writes to a function. Works after a hangup. */
    public void setVariable(String name, String value) {
        execute(AgiCommands.setVariable(name, value));
    }

    /**
     * Runs a dialplan application and waits for its end.
     *
     * @param options its arguments, separated by commas; nothing untrusted, see {@link AgiParameter.Kind#EXPRESSION}
     * @return what the application returned, which is not its outcome: read variables such as {@code DIALSTATUS} for that
     * @throws AgiCommandException if Asterisk has no such application
     */
    public int exec(String application, String options) {
        AgiCommand command = AgiCommands.exec(application, options);
        AgiReply reply = execute(command);
        if (reply.is(-2)) {
            throw new AgiCommandException(
                    request().channel(), command, reply, "Asterisk has no application " + application);
        }
        return reply.resultAsInt();
    }

    /** The reply, unless its result is -1, which Asterisk answers to a failure and to a hangup alike. */
    private AgiReply succeed(AgiCommand command, String problem) {
        AgiReply reply = execute(command);
        if (!reply.is(-1)) {
            return reply;
        }
        if (isDead()) {
            throw new AgiHangupException(request().channel(), command);
        }
        throw new AgiCommandException(request().channel(), command, reply, "result -1; " + problem);
    }

    /** Asterisk says a hangup only behind the reply that it cut; another command comes back behind that. */
    private boolean isDead() {
        if (!session.isHungUp()) {
            try {
                execute(AgiCommands.channelStatus());
            } catch (DeadChannelException | AgiHangupException dead) {
                return true;
            }
        }
        return session.isHungUp();
    }

    private static AgiReply await(CompletableFuture<AgiReply> reply, AgiCommand command) {
        try {
            return reply.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for the reply to " + command);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw new CompletionException(e.getCause());
        }
    }
}
