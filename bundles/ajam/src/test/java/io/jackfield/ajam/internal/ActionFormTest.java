package io.jackfield.ajam.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jackfield.manager.ManagerAction;
import org.junit.jupiter.api.Test;

class ActionFormTest {

    @Test
    void writesAFormInWhichKeysRepeat() {
        ManagerAction action = ManagerAction.of("Originate")
                .with("Variable", "a=1")
                .with("Variable", "b=ü+ %&=\t;")
                .with("Empty", "");

        assertThat(encode(action))
                .isEqualTo(
                        "Action=Originate&ActionID=id-1&Variable=a%3D1&Variable=b%3D%C3%BC%2B+%25%26%3D%09%3B&Empty=");
    }

    @Test
    void takesAsManyBytesAsAsteriskDoes() {
        String before = encode(ManagerAction.of("X").with("Data", ""));
        int room = ActionForm.MAX_BYTES - before.length();

        assertThat(encode(ManagerAction.of("X").with("Data", "x".repeat(room)))).hasSize(ActionForm.MAX_BYTES);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encode(ManagerAction.of("X").with("Data", "x".repeat(room - 2) + "ü")))
                .withMessageContaining("40960");
    }

    @Test
    void takesAsManyHeadersAsAsteriskDoes() {
        ManagerAction action = ManagerAction.of("X");
        for (int i = 0; i < ActionForm.MAX_PAIRS - 2; i++) {
            action = action.with("Variable", "v" + i);
        }
        ManagerAction one = action.with("Variable", "more");

        assertThat(encode(action)).contains("v125");
        assertThatIllegalArgumentException().isThrownBy(() -> encode(one)).withMessageContaining("128");
    }

    private static String encode(ManagerAction action) {
        return new String(ActionForm.encode(action, "id-1"), US_ASCII);
    }
}
