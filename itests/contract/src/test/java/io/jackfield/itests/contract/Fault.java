package io.jackfield.itests.contract;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** What a {@link FaultyProxy} does with a request. */
interface Fault {
    /**
     * Answers the client, or does not.
     *
     * @param pbx asks the PBX
     * @return whether the connection of the client goes on
     */
    boolean play(Supplier<HttpText> pbx, OutputStream client) throws IOException, InterruptedException;

    /** It is served. */
    static Fault none() {
        return (pbx, client) -> {
            pbx.get().writeTo(client);
            return true;
        };
    }

    /** The PBX never hears of it. */
    static Fault status(int status) {
        return (pbx, client) -> {
            HttpText.page(status).writeTo(client);
            return true;
        };
    }

    /** The PBX answers, and nobody hears that. */
    static Fault lost(int status) {
        return (pbx, client) -> {
            pbx.get();
            HttpText.page(status).writeTo(client);
            return true;
        };
    }

    /** The connection ends in the middle of the answer. */
    static Fault cut() {
        return (pbx, client) -> {
            pbx.get().writeHalfTo(client);
            return false;
        };
    }

    /** Half of the answer is passed on as if it were whole. */
    static Fault shortened() {
        return (pbx, client) -> {
            HttpText answer = pbx.get();
            answer.withBody(answer.body().substring(0, answer.body().length() / 2))
                    .writeTo(client);
            return true;
        };
    }

    /** The connection ends without a word, when the PBX has done what it was asked for. */
    static Fault dropped() {
        return (pbx, client) -> {
            pbx.get();
            return false;
        };
    }

    /** It is served when this happens, and waits until then. */
    static Fault until(CountDownLatch event) {
        return (pbx, client) -> {
            event.await();
            return none().play(pbx, client);
        };
    }

    /** It is never served. */
    static Fault hang() {
        return until(new CountDownLatch(1));
    }
}
