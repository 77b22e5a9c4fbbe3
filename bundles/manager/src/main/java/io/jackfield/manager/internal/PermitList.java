package io.jackfield.manager.internal;

import io.jackfield.manager.ActionNotPermittedException;
import io.jackfield.manager.EventFilter;
import io.jackfield.manager.Headers;
import io.jackfield.manager.ManagerAction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What routes may do to the PBX beyond telephony. Refused unless permitted are the actions that edit its configuration, run
 * programs on its host or come close to that; which those are follows the guards in Asterisk's own action handlers
 * ({@code is_originate_app_permitted}, {@code function_capable_string_allowed}).
 */
final class PermitList {

    private static final List<String> ALWAYS = List.of(
            "Command",
            "CreateConfig",
            "DialplanExtensionAdd",
            "GetConfig",
            "GetConfigJSON",
            "ModuleLoad",
            "UpdateConfig");
    /** Applications that run programs, other applications or dialplan of the caller's choice. */
    private static final List<String> APPLICATIONS =
            List.of("agi", "dbdeltree", "exec", "externalivr", "mixmonitor", "originate", "reload", "system");

    private static final Pattern FUNCTION =
            Pattern.compile("\\b(CURL|EVAL|FILE|ODBC\\w*|REALTIME\\w*|SHELL)\\s*\\(", Pattern.CASE_INSENSITIVE);

    private final String connection;
    private final EventFilter permitted;

    /** @param permitted names and patterns of the risky actions that are permitted */
    PermitList(String connection, List<String> permitted) {
        this.connection = connection;
        this.permitted = permitted.isEmpty() ? null : EventFilter.all().named(String.join(",", permitted));
    }

    /** @throws ActionNotPermittedException if the action is risky and not named by the list */
    void check(ManagerAction action) {
        risk(action).filter(risk -> !isPermitted(risk)).ifPresent(risk -> {
            throw new ActionNotPermittedException(connection, risk);
        });
    }

    private boolean isPermitted(String risk) {
        return permitted != null && permitted.test(Headers.parse("Event: " + risk));
    }

    /** The permission the action needs, if any. */
    private static Optional<String> risk(ManagerAction action) {
        for (String name : ALWAYS) {
            if (name.equalsIgnoreCase(action.name())) {
                return Optional.of(name);
            }
        }
        return switch (action.name().toLowerCase(Locale.ROOT)) {
            case "originate" -> application(action).or(() -> function(action, "Originate:"));
            case "agi" -> agi(action).or(() -> function(action, "AGI:"));
            case "mixmonitor" -> action.value("Command").map(command -> "MixMonitor:Command");
            case "getvar", "setvar", "status" -> function(action, action.name() + ":");
            default -> Optional.empty();
        };
    }

    private static Optional<String> application(ManagerAction action) {
        return action.value("Application")
                .filter(name -> APPLICATIONS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains))
                .map(name -> "Originate:" + name.strip());
    }

    /** Values are substituted by Asterisk, and a variable's name can be a function that writes. */
    private static Optional<String> function(ManagerAction action, String prefix) {
        return action.headers().stream()
                .map(header -> FUNCTION.matcher(header.value()))
                .filter(Matcher::find)
                .findFirst()
                .map(found -> prefix + found.group(1).toUpperCase(Locale.ROOT));
    }

    /** {@code EXEC System …} and its like, on a channel in asynchronous AGI, which takes quotes and backslashes away. */
    private static Optional<String> agi(ManagerAction action) {
        return action.value("Command")
                .map(command -> command.replaceAll("[\"\\\\]", "").strip().split("\\s+", 3))
                .filter(words -> words.length > 1 && words[0].equalsIgnoreCase("EXEC"))
                .map(words -> words[1])
                .filter(PermitList::isRisky)
                .map(name -> "AGI:" + name);
    }

    private static boolean isRisky(String application) {
        return APPLICATIONS.stream().anyMatch(application.toLowerCase(Locale.ROOT)::contains);
    }
}
