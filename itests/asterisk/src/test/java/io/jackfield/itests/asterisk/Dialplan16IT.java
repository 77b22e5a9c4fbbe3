package io.jackfield.itests.asterisk;

import org.junit.jupiter.api.BeforeAll;

class Dialplan16IT extends DialplanScenarios {
    @BeforeAll
    static void start() {
        startPbx(AsteriskVersion.V16);
    }
}
