package io.jackfield.manager.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jackfield.manager.InvalidSettingException;
import io.jackfield.manager.spi.ConnectionSettings.ActionConnection;
import io.jackfield.manager.spi.ConnectionSettings.Auth;
import io.jackfield.manager.spi.ConnectionSettings.Connect;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final String OWNER = "ami:pbx1";

    @Test
    void theServicePidNamesTheOwnerWhereThereIsOne() {
        Map<String, Object> values = Map.of("service.pid", "io.jackfield.ami~pbx1", "port", "x");

        assertThat(complaint(values, settings -> settings.number("port", 1, 1, 2)))
                .startsWith("io.jackfield.ami~pbx1: ");
        assertThat(complaint(Map.of("port", "x"), settings -> settings.number("port", 1, 1, 2)))
                .startsWith("ami:pbx1: ");
    }

    @Test
    void whatIsAbsentOrBlankIsTheFallback() {
        Settings settings = settings(Map.of("blank", "  "));

        assertThat(settings.text("absent", "x")).isEqualTo("x");
        assertThat(settings.text("blank", "x")).isEqualTo("x");
        assertThat(settings.number("blank", 7, 1, 9)).isEqualTo(7);
        assertThat(settings.duration("blank", Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.choice("blank", Auth.MD5)).isEqualTo(Auth.MD5);
    }

    @Test
    void valuesMayHaveTypesOfTheirOwn() {
        Settings settings = settings(Map.of("port", 5039, "pingInterval", 250L, "auth", Auth.PLAIN));

        assertThat(settings.number("port", 1, 1, 65_535)).isEqualTo(5039);
        assertThat(settings.duration("pingInterval", null)).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.choice("auth", Auth.MD5)).isEqualTo(Auth.PLAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    void whatIsMissingIsNamed(String username) {
        assertThat(complaint(Map.of("username", username), settings -> settings.required("username")))
                .isEqualTo("ami:pbx1: username is missing");
        assertThat(complaint(Map.of(), settings -> settings.secret("secret"))).isEqualTo("ami:pbx1: secret is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "5038x", "5 038", "0x10", "99999999999", "1.5"})
    void aNumberThatCannotBeUsedIsShownWithItsRange(String port) {
        assertThat(complaint(Map.of("port", port), settings -> settings.number("port", 5038, 1, 65_535)))
                .isEqualTo("ami:pbx1: port = " + port + " cannot be used, expected a whole number from 1 to 65535");
    }

    @ParameterizedTest
    @CsvSource({"500ms, 500", "5s, 5000", "2m, 120000", "1h, 3600000", "250, 250", "5 s, 5000", "' 7s ', 7000"})
    void durationsAreReadInTheUnitsPeopleWrite(String text, long millis) {
        assertThat(settings(Map.of("pingInterval", text)).duration("pingInterval", null))
                .isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0s",
                "-5s",
                "5d",
                "s",
                "5.5s",
                "1h30m",
                "five",
                "9999999999s",
                "18446744073709551616s",
                "5S",
                "25h",
                "999999999h"
            })
    void aDurationThatCannotBeUsedIsShownWithExamples(String text) {
        assertThat(complaint(Map.of("pingInterval", text), settings -> settings.duration("pingInterval", null)))
                .isEqualTo("ami:pbx1: pingInterval = " + text
                        + " cannot be used, expected a time above zero such as 500ms, 5s or 2m, at most 24h");
    }

    @Test
    void aChoiceIsReadInAnyCaseAndAWrongOneIsShownWithTheRightOnes() {
        assertThat(settings(Map.of("auth", "Plain")).choice("auth", Auth.MD5)).isEqualTo(Auth.PLAIN);
        assertThat(complaint(Map.of("auth", "sha256"), settings -> settings.choice("auth", Auth.MD5)))
                .isEqualTo("ami:pbx1: auth = sha256 cannot be used, expected md5 or plain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$[secret:pbx1]", "$[env:PBX1_SECRET]", "$[prop:x;default=$[env:y]]"})
    void aPlaceholderThatWasNotResolvedIsNamedWithItsKey(String placeholder) {
        for (String key : new String[] {"secret", "host"}) {
            assertThat(complaint(Map.of(key, placeholder), settings -> settings.required(key)))
                    .startsWith("ami:pbx1: " + key + " ")
                    .contains(placeholder.substring(0, placeholder.indexOf(']')))
                    .contains("was not resolved");
        }
        assertThat(complaint(Map.of("secret", placeholder), settings -> settings.secret("secret")))
                .contains("was not resolved");
    }

    @Test
    void aPlaceholderInsideAValueIsFoundAndTheRestOfTheValueIsNotShown() {
        String complaint =
                complaint(Map.of("secret", "hunter2-$[env:TAIL]-hunter3"), settings -> settings.secret("secret"));

        assertThat(complaint)
                .contains("$[env:TAIL]")
                .contains("was not resolved")
                .doesNotContain("hunter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$[hunter2", "a$[b", "$[]", "$[x]y"})
    void aSecretThatOnlyLooksLikeAPlaceholderIsASecret(String secret) {
        assertThat(settings(Map.of("secret", secret)).secret("secret").reveal()).isEqualTo(secret);
    }

    @Test
    void anUnknownKeyIsNamedWithTheKnownOnes() {
        String complaint = complaint(Map.of("hots", "pbx", "host", "pbx"), settings -> {
            settings.text("host", "");
            settings.number("port", 5038, 1, 65_535);
            settings.refuseUnknown();
        });

        assertThat(complaint).isEqualTo("ami:pbx1: unknown key hots, expected one of host, port");
    }

    @Test
    void theValueOfAnUnknownKeyIsNotShownBecauseItMayBeASecret() {
        assertThat(complaint(Map.of("password", "hunter2"), Settings::refuseUnknown))
                .doesNotContain("hunter2");
    }

    @Test
    void keysOfTheFrameworkAreLetThrough() {
        Settings settings = settings(
                Map.of("service.pid", "p", "service.factoryPid", "f", "felix.fileinstall.filename", "x", "host", "h"));
        settings.required("host");

        assertThatCode(settings::refuseUnknown).doesNotThrowAnyException();
    }

    @Test
    void aConnectionNeedsOnlyUserAndSecret() {
        ConnectionSettings settings =
                ConnectionSettings.read("pbx1", settings(Map.of("username", "jack", "secret", "hunter2")));

        assertThat(settings.name()).isEqualTo("pbx1");
        assertThat(settings.username()).isEqualTo("jack");
        assertThat(settings.secret().reveal()).isEqualTo("hunter2");
        assertThat(settings.auth()).isEqualTo(Auth.MD5);
        assertThat(settings.pingInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.loginRetryDelay()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void everyCommonKeyIsRead() {
        Map<String, Object> values = new HashMap<>(Map.of("username", "u", "secret", "s", "auth", "plain"));
        values.putAll(Map.of("actionTimeout", "1s", "pingInterval", "2s", "pingTimeout", "3s"));
        values.putAll(Map.of("reconnectDelay", "4s", "reconnectMaxDelay", "5s", "loginRetryDelay", "6s"));
        values.putAll(Map.of("connect", "demand", "idleTimeout", "7s", "actionConnection", "separate"));
        values.putAll(Map.of("permit", "Command, Originate:System", "pushFilter", "true"));
        Settings settings = settings(values);
        ConnectionSettings read = ConnectionSettings.read("n", settings);
        settings.refuseUnknown();

        assertThat(read)
                .usingRecursiveComparison()
                .isEqualTo(new ConnectionSettings(
                        "n",
                        "u",
                        new Secret("s"),
                        Auth.PLAIN,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(6),
                        Connect.DEMAND,
                        Duration.ofSeconds(7),
                        ActionConnection.SEPARATE,
                        List.of("Command", "Originate:System"),
                        true));
    }

    @Test
    void namesFlagsAndObjectsOfTheWrongKindAreRefusedWithWhatWasExpected() {
        assertThatThrownBy(() -> settings(Map.of("permit", "Command,,Reload")).names("permit"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("permit")
                .hasMessageContaining("names separated by commas");
        assertThatThrownBy(() -> settings(Map.of("pushFilter", "yes")).flag("pushFilter", false))
                .hasMessageContaining("pushFilter")
                .hasMessageContaining("true or false");
        assertThatThrownBy(() -> settings(Map.of("clock", "noon")).object("clock", Clock.class))
                .hasMessageContaining("clock")
                .hasMessageContaining("java.time.Clock");
        Clock clock = Clock.systemUTC();
        assertThat(settings(Map.of("clock", clock)).object("clock", Clock.class))
                .isSameAs(clock);
        assertThat(settings(Map.of()).object("clock", Clock.class)).isNull();
        assertThat(settings(Map.of()).names("permit")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2\nsecond line", "hunter2\rx", "hunter2\u0000x"})
    void whatNoLineCanCarryIsRefusedBeforeItIsTriedAndNotShown(String secret) {
        assertThatThrownBy(
                        () -> ConnectionSettings.read("pbx1", settings(Map.of("username", "jack", "secret", secret))))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("secret holds a line break")
                .hasMessageNotContaining("hunter2");
        assertThat(settings(Map.of("secret", "hunter2\r\n")).secret("secret").reveal())
                .isEqualTo("hunter2");
    }

    @Test
    void noTextShowsTheSecret() {
        ConnectionSettings settings =
                ConnectionSettings.read("pbx1", settings(Map.of("username", "jack", "secret", "hunter2")));

        assertThat(settings.toString()).contains("jack").doesNotContain("hunter2");
        assertThat(settings.secret().toString()).doesNotContain("hunter2");
    }

    @Test
    void everyComplaintIsAnIllegalArgument() {
        assertThatThrownBy(() -> settings(Map.of()).required("host")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Settings settings(Map<String, ?> values) {
        return new Settings(OWNER, values);
    }

    private static String complaint(Map<String, ?> values, Consumer<Settings> reading) {
        InvalidSettingException complaint =
                catchThrowableOfType(InvalidSettingException.class, () -> reading.accept(settings(values)));
        assertThat(complaint).as("a complaint about %s", values.keySet()).isNotNull();
        return complaint.getMessage();
    }
}
