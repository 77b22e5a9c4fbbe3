package io.jackfield.manager.spi;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Option;

/**
 * The keys that {@link ConnectionSettings} reads, described for tools. The description of a transport's configuration extends this one,
 * so that the metatype of each has them.
 */
public interface ConnectionConfiguration {

    @AttributeDefinition(
            description = "Name that routes use; by default the part of the file name after the dash.",
            defaultValue = "")
    String name();

    @AttributeDefinition(description = "Host name or address of the PBX.")
    String host();

    @AttributeDefinition(description = "Manager user, as in the PBX's manager.conf.")
    String username();

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description =
                    "The user's secret; write it as $[secret:file] or $[env:VARIABLE] to keep it out of this file.")
    String secret();

    @AttributeDefinition(
            description = "How the login proves itself: by MD5 digest, or with the secret in clear.",
            options = {@Option(label = "MD5 digest", value = "md5"), @Option(label = "In clear", value = "plain")},
            defaultValue = "md5")
    String auth();

    @AttributeDefinition(
            description = "How long an action waits for its answer unless its route says otherwise.",
            defaultValue = "10s")
    String actionTimeout();

    @AttributeDefinition(description = "How often the line is checked with a Ping.", defaultValue = "10s")
    String pingInterval();

    @AttributeDefinition(
            description = "How long the answer to that Ping may take before the line counts as dead.",
            defaultValue = "5s")
    String pingTimeout();

    @AttributeDefinition(
            description = "First wait after a loss; it doubles with every attempt and is spread at random.",
            defaultValue = "100ms")
    String reconnectDelay();

    @AttributeDefinition(description = "Longest wait between two attempts.", defaultValue = "1500ms")
    String reconnectMaxDelay();

    @AttributeDefinition(description = "Wait after the PBX refused the login.", defaultValue = "60s")
    String loginRetryDelay();

    @AttributeDefinition(
            description = "Whether the login is kept always, or opened on demand and left after idleTimeout.",
            options = {@Option(label = "Always", value = "always"), @Option(label = "On demand", value = "demand")},
            defaultValue = "always")
    String connect();

    @AttributeDefinition(description = "How long a login on demand lingers after its last use.", defaultValue = "60s")
    String idleTimeout();

    @AttributeDefinition(
            description =
                    "Whether actions share the login of the events, or have a login of their own so that slow ones do not "
                            + "hold events up.",
            options = {@Option(label = "Shared", value = "shared"), @Option(label = "Separate", value = "separate")},
            defaultValue = "shared")
    String actionConnection();

    @AttributeDefinition(
            description =
                    "Risky actions that are permitted, separated by commas, such as Command or Originate:System; wildcards "
                            + "are allowed.",
            required = false)
    String permit();

    @AttributeDefinition(
            description = "Whether the PBX is told the names of the events that are needed, too.",
            defaultValue = "false")
    boolean pushFilter();
}
