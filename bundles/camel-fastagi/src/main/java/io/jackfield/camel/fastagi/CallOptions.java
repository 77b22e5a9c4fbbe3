package io.jackfield.camel.fastagi;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What becomes of route and call when the other one ends. */
@UriParams
public class CallOptions {

    @UriParam(
            label = "consumer",
            defaultValue = "STOP",
            description =
                    "What a command does in a route whose call is hung up: STOP ends the route, which is no failure; EXCEPTION makes "
                            + "the exchange fail with AgiHangupException; CONTINUE executes commands that work on a dead channel, "
                            + "while others fail with AgiHangupException.")
    private OnHangup onHangup = OnHangup.STOP;

    @UriParam(
            label = "consumer",
            defaultValue = "CONTINUE",
            description =
                    "What becomes of the call when the route fails: CONTINUE goes on in the dialplan; FAIL does so with "
                            + "AGISTATUS=FAILURE; HANGUP hangs it up. In each case the channel variable JACKFIELD_STATUS is FAILED.")
    private OnFailure onFailure = OnFailure.CONTINUE;

    /** What a command does after a hangup. */
    public enum OnHangup {
        /** It ends the route quietly. */
        STOP,
        /** It makes the exchange fail. */
        EXCEPTION,
        /** It is executed if it works on a dead channel. */
        CONTINUE
    }

    /** What becomes of the call when the route fails. */
    public enum OnFailure {
        /** The dialplan goes on. */
        CONTINUE,
        /** The dialplan goes on, with {@code AGISTATUS=FAILURE}. */
        FAIL,
        /** It is hung up. */
        HANGUP
    }

    public OnHangup getOnHangup() {
        return onHangup;
    }

    public void setOnHangup(OnHangup onHangup) {
        this.onHangup = onHangup;
    }

    public OnFailure getOnFailure() {
        return onFailure;
    }

    public void setOnFailure(OnFailure onFailure) {
        this.onFailure = onFailure;
    }
}
