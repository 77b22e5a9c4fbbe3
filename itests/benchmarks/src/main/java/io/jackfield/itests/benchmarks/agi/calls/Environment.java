package io.jackfield.itests.benchmarks.agi.calls;

import java.nio.charset.StandardCharsets;

/** What Asterisk 22 says of a call, of another one each time. */
final class Environment {

    private static final String BEFORE_CHANNEL =
            """
            agi_network: yes
            agi_network_script: benchmark
            agi_request: agi://127.0.0.1:4573/benchmark
            agi_channel: PJSIP/alice-""";
    private static final String BEFORE_UNIQUE_ID =
            """

            agi_language: en
            agi_type: PJSIP
            agi_uniqueid: 1795411457.""";
    private static final String REST =
            """

            agi_version: 22.10.1
            agi_callerid: 4930123456
            agi_calleridname: Alice Example
            agi_callingpres: 67
            agi_callingani2: 0
            agi_callington: 0
            agi_callingtns: 0
            agi_dnid: 100
            agi_rdnis: unknown
            agi_context: incoming
            agi_extension: 100
            agi_priority: 5
            agi_enhanced: 0.0
            agi_accountcode:\s
            agi_threadid: 140174724318912
            agi_arg_1: basic

            """;

    private Environment() {}

    /** @param call its number */
    static byte[] of(int call) {
        return (BEFORE_CHANNEL + Integer.toHexString(call) + BEFORE_UNIQUE_ID + call + REST)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
