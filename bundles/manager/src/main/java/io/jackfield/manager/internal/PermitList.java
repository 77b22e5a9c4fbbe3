package io.jackfield.manager.internal;

import io.jackfield.manager.ActionNotPermittedException;
import io.jackfield.manager.EventFilter;
import io.jackfield.manager.Headers;
import io.jackfield.manager.ManagerAction;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    /** The sixth argument of Queue is an AGI script; one with a comma in quotes may be the seventh here. */
    private static final Pattern QUEUE_WITH_SCRIPT = Pattern.compile("([^,]*,){5}[\\s,]*[^\\s,].*", Pattern.DOTALL);

    /** Functions that run programs or read and write what is not the call's, and variables that name a program to run. */
    private static final Pattern FUNCTION = Pattern.compile(
            "\\b(?:AST_CONFIG|CURL|EVAL(?:_EXTEN)?|FILE(?:_\\w+)?|ODBC\\w*|REALTIME\\w*|SHELL)(?=\\s*\\()"
                    + "|(?<![^\\W_])MONITOR_EXEC(?:_ARGS)?\\b",
            Pattern.CASE_INSENSITIVE);

    /** What is special to a shell between double quotes, where the file names of Monitor end up. */
    private static final Pattern SPECIAL_TO_A_SHELL = Pattern.compile("[\"$`\\\\]");

    private final String connection;
    private final EventFilter permitted;

    /** @param permitted names and patterns of the risky actions that are permitted */
    PermitList(String connection, List<String> permitted) {
        this.connection = connection;
        this.permitted = permitted.isEmpty() ? null : EventFilter.all().named(String.join(",", permitted));
    }

    /** @throws ActionNotPermittedException if the action is risky and not named by the list */
    void check(ManagerAction action) {
        risks(action).filter(risk -> !isPermitted(risk)).findFirst().ifPresent(risk -> {
            throw new ActionNotPermittedException(connection, risk);
        });
    }

    private boolean isPermitted(String risk) {
        return permitted != null && permitted.test(Headers.parse("Event: " + risk));
    }

    /** The permissions the action needs, all of them. */
    private static Stream<String> risks(ManagerAction action) {
        for (String name : ALWAYS) {
            if (name.equalsIgnoreCase(action.name())) {
                return Stream.of(name);
            }
        }
        return switch (action.name().toLowerCase(Locale.ROOT)) {
            case "originate" -> Stream.concat(application(action), functions(action, "Originate:"));
            case "agi" -> Stream.concat(agi(action), functions(action, "AGI:"));
            case "mixmonitor" ->
                Stream.concat(
                                action.value("Command").stream(),
                                Stream.of("File", "Options")
                                        .flatMap(name -> action.value(name).stream())
                                        .filter(PermitList::holdsAComma))
                        .map(command -> "MixMonitor:Command");
            case "confbridgestartrecord" ->
                action
                        .value("RecordFile")
                        .filter(PermitList::holdsAComma)
                        .map(command -> "ConfbridgeStartRecord:Command")
                        .stream();
            case "monitor", "changemonitor" ->
                action
                        .value("File")
                        .filter(file -> SPECIAL_TO_A_SHELL.matcher(file).find())
                        .map(file -> "Monitor:Command")
                        .stream();
            case "getvar", "setvar", "status" -> functions(action, action.name() + ":");
            default -> Stream.empty();
        };
    }

    /** Asterisk joins file, options and command by commas and takes them apart again. */
    private static boolean holdsAComma(String value) {
        return value.indexOf(',') >= 0;
    }

    private static Stream<String> application(ManagerAction action) {
        return action
                .value("Application")
                .map(String::trim)
                .filter(name -> isRisky(name, action.value("Data").orElse("")))
                .map(name -> "Originate:" + name)
                .stream();
    }

    /**
     * Values are substituted by Asterisk, and a variable's name can be a function that writes. Quotes and backslashes can be
     * taken away before that.
     */
    private static Stream<String> functions(ManagerAction action, String prefix) {
        return action.headers().stream()
                .flatMap(header -> Stream.of(header.value(), withoutQuotes(header.value())))
                .flatMap(text -> FUNCTION.matcher(text).results())
                .map(found -> prefix + found.group().toUpperCase(Locale.ROOT));
    }

    /** {@code EXEC System …} and its like, on a channel in asynchronous AGI, which takes quotes and backslashes away. */
    private static Stream<String> agi(ManagerAction action) {
        return action
                .value("Command")
                .map(command -> withoutQuotes(command).strip().split("\\s+", 3))
                .filter(words -> words.length > 1 && words[0].equalsIgnoreCase("EXEC"))
                .filter(words -> isRisky(words[1], words.length > 2 ? words[2] : ""))
                .map(words -> "AGI:" + words[1])
                .stream();
    }

    private static String withoutQuotes(String text) {
        return text.replaceAll("[\"\\\\]", "");
    }

    private static boolean isRisky(String application, String data) {
        return APPLICATIONS.stream().anyMatch(application.toLowerCase(Locale.ROOT)::contains)
                || application.equalsIgnoreCase("Queue")
                        && QUEUE_WITH_SCRIPT.matcher(data).matches();
    }
}
