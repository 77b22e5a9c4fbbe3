package io.jackfield.jms.internal;

import io.jackfield.jms.internal.Settings.InvalidSettingException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a broker is like.
 *
 * @param file the configuration, for messages
 * @param folder where messages wait
 * @param storeLimit how many bytes they may take there
 * @param access how clients outside Karaf come in; empty if they do not
 */
record BrokerSettings(String name, String file, Path folder, long storeLimit, Optional<Access> access) {

    /** An address to listen on and the user that may log in there. */
    record Access(String host, int port, String username, String password) {
        @Override
        public String toString() {
            return username + " at " + host + ":" + port;
        }
    }

    /** @throws InvalidSettingException with a sentence for the log */
    static BrokerSettings of(Map<String, Object> configuration) {
        Settings settings =
                new Settings(configuration, "name", "folder", "storeLimit", "host", "port", "username", "password");
        String folder = settings.required("folder", "a folder for messages, for example ${karaf.data}/broker");
        Optional<Access> access = Optional.ofNullable(settings.text("username", null))
                .map(username -> new Access(
                        settings.text("host", "127.0.0.1"),
                        settings.port("port", 61616),
                        username,
                        settings.required("password", "that of the user " + username)));
        return new BrokerSettings(
                settings.name(), settings.file(), Path.of(folder), settings.size("storeLimit", "1GiB", 64), access);
    }
}
