package io.jackfield.camel.fastagi;

import io.jackfield.agi.AgiHandler;

/** Where the calls of a scheme come from. Safe for use by many threads. */
public interface CallSource extends AutoCloseable {

    /** A handler that is offered. */
    interface Offer extends AutoCloseable {

        /** Lets calls go to other handlers, where that can be; the handler still has to refuse those that come nevertheless. */
        void pause();

        /** Wants calls again. */
        void resume();

        /** No more calls come. Those in progress should have ended before; it may wait for them. */
        @Override
        void close();
    }

    /** Offers a handler for the endpoint's script to the servers or connections that it names, also to those that come later. */
    Offer offer(ScriptEndpoint endpoint, AgiHandler handler);

    /** What is known of the servers or connections. */
    Origins origins();

    @Override
    void close();
}
