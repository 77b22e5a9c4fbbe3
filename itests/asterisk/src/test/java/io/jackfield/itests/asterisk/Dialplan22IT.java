package io.jackfield.itests.asterisk;

import org.junit.jupiter.api.BeforeAll;

class Dialplan22IT extends DialplanScenarios {
    @BeforeAll
    static void start() {
        startPbx(AsteriskVersion.V22);
    }
}
