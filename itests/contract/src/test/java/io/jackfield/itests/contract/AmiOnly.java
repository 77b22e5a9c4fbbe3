package io.jackfield.itests.contract;

/** What is so on the wire of AMI and cannot be so over HTTP: why some scenarios are not played over AJAM. */
enum AmiOnly {
    /** Both ways promise the same. */
    NOT(""),
    BYTES("it speaks AMI byte by byte; what HTTP is like byte by byte, AjamWireIT says"),
    SERIAL("the PBX does the actions of one TCP connection one after the other, but serves HTTP requests side by side"),
    LINES("a line of AMI has 1022 bytes at most; the pair of a form has no such limit"),
    SHUTDOWN("events are fetched over HTTP, and Asterisk mostly ends before a fetch that waits has been answered");

    private final String reason;

    AmiOnly(String reason) {
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
