package io.jackfield.ajam.internal;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The requests of one login. All methods are called, and everybody is told, in turns of the link's {@link Serial}. */
final class HttpSession {

    /** Requests in parallel may overtake each other, so that the counters of several are stale at a time. */
    private static final int MOST_SIGNATURES = 5;

    private final AjamSettings settings;
    private final HttpClient client;
    private final Identity identity;
    private final Explanations explanations;
    private final Serial turns;
    private final ScheduledExecutorService timer;
    private final Departures departures;
    private final Set<Exchange> underWay = new HashSet<>();
    private String server = "Asterisk";

    HttpSession(
            AjamSettings settings, HttpClient client, Identity identity, Serial turns, ScheduledExecutorService timer) {
        this.settings = settings;
        this.client = client;
        this.identity = identity;
        this.explanations = new Explanations(settings);
        this.turns = turns;
        this.timer = timer;
        this.departures = new Departures(turns, timer);
    }

    /**
     * Posts a form.
     *
     * @param patience how long the whole answer may take
     * @param told the manager messages of the answer or else what went wrong; exactly once unless it is cancelled
     */
    Exchange post(byte[] form, Duration patience, BiConsumer<byte[], HttpProblem> told) {
        Exchange exchange = new Exchange(form, told);
        exchange.start(patience, identity.isLoggedIn() ? departures::add : Exchange::send);
        return exchange;
    }

    /** The same for the one request that may take long, and holds up no other. */
    Exchange poll(byte[] form, Duration patience, BiConsumer<byte[], HttpProblem> told) {
        Exchange exchange = new Exchange(form, told);
        exchange.start(patience, Exchange::send);
        return exchange;
    }

    boolean isLoggedIn() {
        return identity.isLoggedIn();
    }

    Optional<Duration> lifetime() {
        return identity.lifetime();
    }

    /** What the PBX calls itself. */
    String server() {
        return server;
    }

    /** Nobody is told of any answer from now on. */
    void cancelAll() {
        List.copyOf(underWay).forEach(Exchange::cancel);
    }

    /** One request until its answer, signed anew as often as the PBX wants. */
    final class Exchange {

        private final byte[] form;
        private final BiConsumer<byte[], HttpProblem> told;
        private Duration patience;
        private CompletableFuture<?> response;
        private Future<?> deadline;
        private int signatures;
        private boolean over;

        private Exchange(byte[] form, BiConsumer<byte[], HttpProblem> told) {
            this.form = form;
            this.told = told;
        }

        private void start(Duration patience, Consumer<Exchange> way) {
            underWay.add(this);
            endWithin(patience);
            way.accept(this);
        }

        /** From now on the answer may take so long. */
        void endWithin(Duration newPatience) {
            if (over) {
                return;
            }
            patience = newPatience;
            if (deadline != null) {
                deadline.cancel(false);
            }
            try {
                deadline =
                        timer.schedule(() -> turns.execute(this::expire), patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException stopped) {
                turns.execute(() -> giveUp("AJAM is stopping"));
            }
        }

        void send() {
            if (over) {
                return;
            }
            signatures++;
            HttpRequest.Builder request = HttpRequest.newBuilder(settings.uri())
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(form));
            identity.sign(request);
            CompletableFuture<HttpResponse<byte[]>> sent =
                    client.sendAsync(request.build(), head -> new LimitedBody(LimitedBody.MAX_BYTES));
            response = sent;
            sent.whenCompleteAsync(this::arrived, turns);
        }

        boolean isOver() {
            return over;
        }

        private void arrived(HttpResponse<byte[]> answer, Throwable failure) {
            if (over) {
                return;
            }
            if (failure != null) {
                Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                end(null, explanations.failure(cause));
                return;
            }
            try {
                read(answer);
            } catch (IOException unusable) {
                end(null, HttpProblem.failed(true, unusable.getMessage()));
            }
        }

        private void read(HttpResponse<byte[]> answer) throws ProtocolException {
            int status = answer.statusCode();
            boolean challenge = status == 401 && identity.isLoggedIn();
            if (status != 200 && !challenge) {
                end(null, explanations.status(status));
                return;
            }
            byte[] messages = challenge ? null : messages(answer);
            switch (identity.judge(answer)) {
                case KNOWN -> {
                    server = answer.headers().firstValue("Server").orElse(server);
                    end(messages, null);
                }
                case FORGOTTEN -> end(null, Explanations.forgotten());
                case REFUSED -> end(null, explanations.refused());
                case AGAIN -> {
                    if (signatures < MOST_SIGNATURES) {
                        send();
                    } else {
                        end(null, HttpProblem.failed(false, "the PBX refuses every nonce that it hands out itself"));
                    }
                }
            }
        }

        private byte[] messages(HttpResponse<byte[]> answer) throws ProtocolException {
            BodyFormat format = settings.format();
            String type = answer.headers().firstValue("Content-Type").orElse("of no type");
            if (!type.regionMatches(
                    true, 0, format.contentType(), 0, format.contentType().length())) {
                throw new ProtocolException(explanations.contentType(type));
            }
            return format.messages(answer.body());
        }

        private void expire() {
            giveUp("no answer within " + patience.toMillis() + " ms");
        }

        private void giveUp(String reason) {
            if (!over) {
                cancel();
                told.accept(null, HttpProblem.failed(response != null, reason));
            }
        }

        private void end(byte[] messages, HttpProblem problem) {
            finish();
            told.accept(messages, problem);
        }

        /** Gives the request up; whoever waited for it is not told. */
        void cancel() {
            if (!over) {
                finish();
                if (response != null) {
                    response.cancel(true);
                }
            }
        }

        private void finish() {
            over = true;
            underWay.remove(this);
            departures.arrived(this);
            if (deadline != null) {
                deadline.cancel(false);
            }
        }
    }
}
