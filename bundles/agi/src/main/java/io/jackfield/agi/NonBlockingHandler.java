package io.jackfield.agi;

import java.util.concurrent.CompletionStage;

/** A handler that is said never to wait. */
record NonBlockingHandler(AgiHandler handler) implements AgiHandler {

    @Override
    public CompletionStage<?> handle(AgiSession session) {
        return handler.handle(session);
    }

    @Override
    public boolean neverBlocks() {
        return true;
    }
}
