package io.jackfield.simulator;

/**
 * How the PBX is to fail over HTTP, or a proxy in front of it. To break off counts the bytes of the body only: the head,
 * which promises the whole of it, is sent always.
 */
public interface HttpReaction extends Reaction {

    @Override
    HttpReaction skip(int count);

    @Override
    HttpReaction times(int count);

    /**
     * Nothing is done, and this status is the answer, with a small page. Clients over TCP, where there is no such thing, are
     * disconnected.
     *
     * @param status for example 503
     * @throws IllegalArgumentException if it is not between 200 and 599
     */
    void withStatus(int status);
}
