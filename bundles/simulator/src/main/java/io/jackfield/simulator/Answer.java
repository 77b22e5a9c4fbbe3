package io.jackfield.simulator;

import java.util.Map;

/** How the PBX answers an action, other than Asterisk would. */
public interface Answer extends HttpReaction {

    @Override
    Answer skip(int count);

    @Override
    Answer times(int count);

    /**
     * Nothing is done, and an error is the answer. A refused login is closed then, as in Asterisk.
     *
     * @throws IllegalArgumentException if the message contains a line end
     */
    void withError(String message);

    /**
     * Nothing is done, and this is the answer: a success with these headers, also to an action the simulator does not know.
     *
     * @throws IllegalArgumentException if a header contains a line end
     */
    void with(Map<String, String> headers);
}
