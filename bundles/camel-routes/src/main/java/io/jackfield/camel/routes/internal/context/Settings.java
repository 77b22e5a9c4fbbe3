package io.jackfield.camel.routes.internal.context;

import io.jackfield.camel.routes.CamelRoutes;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.util.TimeUtils;

/**
 * The configuration of one context as it was when the context was built: its <code>{{key}}</code> values and its drain
 * timeout.
 */
public record Settings(String context, Map<String, String> values) implements PropertiesSource {

    /** How the configuration admin's interpolation leaves a value that it could not resolve. */
    private static final String UNRESOLVED = "$[";

    public Settings {
        values = Map.copyOf(values);
    }

    @Override
    public String getName() {
        return CamelRoutes.PID;
    }

    /** @throws IllegalArgumentException if the value refers to a secret or variable that there is not */
    @Override
    public String getProperty(String key) {
        String value = values.get(key);
        if (value != null && value.contains(UNRESOLVED)) {
            throw new IllegalArgumentException(
                    "The key " + key + " in " + files() + " refers to something that does not exist: " + value);
        }
        return value;
    }

    /** @throws IllegalArgumentException if the timeout is not a time */
    public Duration drainTimeout() {
        String value = values.getOrDefault(CamelRoutes.DRAIN_TIMEOUT, CamelRoutes.DEFAULT_DRAIN_TIMEOUT);
        try {
            Duration timeout = Duration.ofMillis(TimeUtils.toMilliSeconds(value));
            if (timeout.toMillis() >= 1000) {
                return timeout;
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // Said below, together with the values that are too small.
        }
        throw new IllegalArgumentException("The key " + CamelRoutes.DRAIN_TIMEOUT + " in " + files()
                + " must be a time of at least 1s, such as 10s or 1m, but is: " + value);
    }

    private String files() {
        return "etc/" + CamelRoutes.PID + "-" + context + ".cfg or etc/" + CamelRoutes.PID + ".cfg";
    }

    /** Values may be secrets. */
    @Override
    public String toString() {
        return "Settings of " + context + " " + values.keySet();
    }
}
