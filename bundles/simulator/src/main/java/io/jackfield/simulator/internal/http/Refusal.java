package io.jackfield.simulator.internal.http;

/** What came is no request that could be done: this is the answer, and the connection ends. */
record Refusal(HttpResponse response) implements Received {

    static Refusal of(int status, String title, String text) {
        return new Refusal(HttpResponse.page(status, title, text));
    }
}
