package io.jackfield.simulator.internal.http;

/** A request that waits for its answer. Until there is one its connection does nothing else. For the PBX's thread. */
public interface HttpExchange {

    HttpRequest request();

    /** The one answer. It is no mistake if the client is gone by now. */
    void respond(HttpResponse response);

    /** Of the body of the answer only so many bytes are sent; then the connection is closed. */
    void breakOffAfter(int bytes);

    /** Closes the connection without a word. */
    void cut();

    String localAddress();

    String remoteAddress();
}
