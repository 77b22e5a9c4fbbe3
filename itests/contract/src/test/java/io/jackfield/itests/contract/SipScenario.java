package io.jackfield.itests.contract;

/**
 * What a telephone does in a call, in the language of SIPp. It waits for a MESSAGE, which an action SendText makes Asterisk send, where
 * it is to wait for something that it cannot hear.
 */
final class SipScenario {
    private final StringBuilder steps = new StringBuilder();
    private int sequence = 1;

    /** Calls and is answered. */
    static SipScenario call() {
        SipScenario scenario = new SipScenario();
        scenario.send(
                "INVITE",
                1,
                "application/sdp",
                """
                v=0
                o=telephone 1 1 IN IP[local_ip_type] [local_ip]
                s=-
                c=IN IP[media_ip_type] [media_ip]
                t=0 0
                m=audio [media_port] RTP/AVP 0
                a=rtpmap:0 PCMU/8000
                """);
        scenario.optional(100);
        scenario.optional(180);
        scenario.optional(183);
        scenario.awaitOk();
        scenario.send("ACK", 1, "", "");
        return scenario;
    }

    SipScenario awaitMessage() {
        return answer("MESSAGE");
    }

    /** Keys of 100 ms with a finger's way between them: Asterisk loses those that come while it still plays the one before. */
    SipScenario press(String digits) {
        for (char digit : digits.toCharArray()) {
            send("INFO", next(), "application/dtmf-relay", "Signal=" + digit + "\nDuration=100\n");
            awaitOk();
            step("<pause milliseconds=\"400\"/>");
        }
        return this;
    }

    SipScenario hangUp() {
        send("BYE", next(), "", "");
        return awaitOk();
    }

    SipScenario awaitHangup() {
        return answer("BYE");
    }

    private SipScenario answer(String request) {
        step("<recv request=\"" + request + "\"/>");
        return step(
                """
                <send><![CDATA[
                SIP/2.0 200 OK
                [last_Via:]
                [last_From:]
                [last_To:]
                [last_Call-ID:]
                [last_CSeq:]
                Content-Length: 0

                ]]></send>""");
    }

    private void send(String method, int sequence, String type, String body) {
        boolean first = method.equals("INVITE");
        step(
                """
                <send%s><![CDATA[
                %s sip:[service]@[remote_ip]:[remote_port] SIP/2.0
                Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
                From: "Ada Brandt" <sip:telephone@[local_ip]:[local_port]>;tag=[pid]-[call_number]
                To: <sip:[service]@[remote_ip]:[remote_port]>%s
                Call-ID: [call_id]
                CSeq: %d %s
                Contact: <sip:telephone@[local_ip]:[local_port]>
                Max-Forwards: 70
                %sContent-Length: [len]

                %s]]></send>"""
                        .formatted(
                                method.equals("ACK") ? "" : " retrans=\"500\"",
                                method,
                                first ? "" : "[peer_tag_param]",
                                sequence,
                                method,
                                type.isEmpty() ? "" : "Content-Type: " + type + "\n",
                                body));
    }

    private void optional(int response) {
        step("<recv response=\"" + response + "\" optional=\"true\"/>");
    }

    private SipScenario awaitOk() {
        return step("<recv response=\"200\"/>");
    }

    private int next() {
        return ++sequence;
    }

    private SipScenario step(String xml) {
        steps.append(xml).append('\n');
        return this;
    }

    /** The whole scenario. */
    @Override
    public String toString() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<scenario name=\"call\">\n" + steps + "</scenario>\n";
    }
}
