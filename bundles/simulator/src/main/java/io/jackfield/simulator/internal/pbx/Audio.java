package io.jackfield.simulator.internal.pbx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What is heard and pressed on a channel; there is no sound, only its name. */
public final class Audio {

    private static final Consumer<Character> NOBODY = digit -> {};

    private final Channel channel;
    private final List<String> heard = new ArrayList<>();
    private Consumer<String> listener = prompt -> {};
    private Consumer<Character> reader = NOBODY;

    Audio(Channel channel) {
        this.channel = channel;
    }

    /** Whoever is at the far side hears this from now on. */
    public void play(String prompt) {
        heard.add(prompt);
        listener.accept(prompt);
    }

    /** All that was played, the oldest first. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    /** Tells this one whenever something begins to play. */
    public void listen(Consumer<String> newListener) {
        listener = newListener;
    }

    /** A digit comes from the far side. It is lost if nobody reads digits just now, as in Asterisk. */
    public void press(char digit) {
        channel.event("DTMFBegin", EventClass.DTMF)
                .header("Digit", digit)
                .header("Direction", "Received")
                .publish();
        channel.event("DTMFEnd", EventClass.DTMF)
                .header("Digit", digit)
                .header("DurationMs", 100)
                .header("Direction", "Received")
                .publish();
        reader.accept(digit);
    }

    /** Digits go to this one until {@link #ignoreDigits} or the next reader. */
    public void readDigits(Consumer<Character> newReader) {
        reader = newReader;
    }

    public void ignoreDigits() {
        reader = NOBODY;
    }
}
