package io.jackfield.itests.asterisk.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The configuration an instance starts with: the files under {@code etc} beside this class, in which {@code @name@} stands for a
 * value ({@code ${name}} belongs to Asterisk's dialplan).
 */
public final class ConfigurationFiles {
    private static final List<String> TEMPLATES = List.of(
            "agents.conf",
            "ari.conf",
            "asterisk.conf",
            "cdr.conf",
            "cdr_manager.conf",
            "confbridge.conf",
            "extensions.conf",
            "features.conf",
            "http.conf",
            "indications.conf",
            "logger.conf",
            "manager.conf",
            "modules.conf",
            "musiconhold.conf",
            "pjsip.conf",
            "queues.conf",
            "res_parking.conf",
            "voicemail.conf");

    /** Files whose defaults are right, but whose absence Asterisk logs as an error. */
    private static final List<String> EMPTY = List.of(
            "acl.conf",
            "ccss.conf",
            "cel.conf",
            "pjproject.conf",
            "pjsip_notify.conf",
            "queuerules.conf",
            "res_fax.conf",
            "udptl.conf",
            "websocket_client.conf");

    private static final Pattern NAME = Pattern.compile("@([a-z.]+)@");

    private ConfigurationFiles() {}

    /**
     * Writes all files.
     *
     * @param appended text to put at the end of a file, by file name; a file that is not ours is made
     */
    public static void write(Path folder, Map<String, String> values, Map<String, String> appended) {
        try {
            for (String file : EMPTY) {
                Files.writeString(folder.resolve(file), "");
            }
            for (String file : TEMPLATES) {
                Files.writeString(folder.resolve(file), fill(file, values));
            }
            for (Map.Entry<String, String> more : appended.entrySet()) {
                Path file = folder.resolve(more.getKey());
                String before = Files.exists(file) ? Files.readString(file) : "";
                Files.writeString(file, before + "\n" + more.getValue() + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the configuration of Asterisk into " + folder, e);
        }
    }

    private static String fill(String file, Map<String, String> values) throws IOException {
        return NAME.matcher(template(file)).replaceAll(name -> {
            String value = values.get(name.group(1));
            if (value == null) {
                throw new IllegalStateException(file + " asks for " + name.group() + ", which has no value");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static String template(String file) throws IOException {
        try (InputStream template = ConfigurationFiles.class.getResourceAsStream("etc/" + file)) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
