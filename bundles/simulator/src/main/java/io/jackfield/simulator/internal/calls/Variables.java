package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.EventClass;
import io.jackfield.simulator.internal.pbx.Party;
import io.jackfield.simulator.internal.pbx.Pbx;
import io.jackfield.simulator.internal.wire.WireText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a variable, or one of a few dialplan functions, is worth. */
public final class Variables {

    private static final Pattern SLICE = Pattern.compile("(.+?):(-?\\d{0,9})(?::(-?\\d{0,9}))?", Pattern.DOTALL);
    private static final Pattern FUNCTION = Pattern.compile("(\\w+)\\((.*)\\)", Pattern.DOTALL);

    private static final Pattern INHERITED = Pattern.compile("^_{1,2}");

    private Variables() {}

    /** The value, null if there is no such variable; without a channel only global ones are looked at. */
    public static String value(Pbx pbx, Channel channel, String name) {
        Matcher function = FUNCTION.matcher(name);
        if (function.matches()) {
            return function(pbx, channel, function.group(1), function.group(2));
        }
        String value = channel == null ? null : ofChannel(channel, name);
        if (value != null) {
            return value;
        }
        return name.equals("EPOCH")
                ? String.valueOf(pbx.now().getEpochSecond())
                : pbx.globals().get(name);
    }

    /** Gives it a value as a manager may; false if it is a function that cannot be written. Without a channel it is a global one. */
    public static boolean set(Pbx pbx, Channel channel, String name, String value) {
        Matcher function = FUNCTION.matcher(name);
        if (!function.matches()) {
            setVariable(pbx, channel, name, value);
            return true;
        }
        String argument = function.group(2);
        if (function.group(1).equals("GLOBAL")) {
            setVariable(pbx, null, argument, value);
            return true;
        }
        return function.group(1).equals("CALLERID") && channel != null && setCallerId(channel, argument, value);
    }

    /**
     * Gives it a value as the dialplan and AGI may; false if it is a function that cannot be written. Functions that write elsewhere than
     * to a variable are theirs alone: Asterisk keeps managers from them.
     */
    public static boolean write(Pbx pbx, Channel channel, String name, String value) {
        Matcher function = FUNCTION.matcher(name);
        if (!function.matches() || !function.group(1).equals("DB")) {
            return set(pbx, channel, name, value);
        }
        String[] place = function.group(2).split("/", 2);
        if (place.length == 2) {
            pbx.database().put(place[0], place[1], value);
        }
        return place.length == 2;
    }

    /** Underscores in front of the name say that channels dialled from here inherit it; here they do with or without. */
    private static void setVariable(Pbx pbx, Channel channel, String name, String value) {
        if (channel != null) {
            channel.set(INHERITED.matcher(name).replaceFirst(""), value);
            return;
        }
        pbx.globals().put(name, value);
        pbx.event("VarSet", EventClass.DIALPLAN)
                .header("Channel", "none")
                .header("Uniqueid", "none")
                .header("Variable", name)
                .header("Value", WireText.escape(WireText.repaired(value)))
                .publish();
    }

    private static boolean setCallerId(Channel channel, String part, String value) {
        Party before = channel.caller();
        Party after =
                switch (part) {
                    case "num", "number" -> new Party(value, before.name());
                    case "name" -> new Party(before.number(), value);
                    case "all" -> Party.parse(value);
                    default -> null;
                };
        if (after != null) {
            channel.identify(after);
        }
        return after != null;
    }

    /** The text with each <code>${…}</code> in it replaced, whatever is nested in it first. */
    public static String substitute(Pbx pbx, Channel channel, String text) {
        StringBuilder result = new StringBuilder(text.length());
        int next = 0;
        for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", next)) {
            int close = closing(text, open + 2);
            result.append(text, next, open);
            String value = slice(pbx, channel, substitute(pbx, channel, text.substring(open + 2, close)));
            result.append(value == null ? "" : value);
            next = Math.min(close + 1, text.length());
        }
        return result.append(text, next, text.length()).toString();
    }

    private static int closing(String text, int from) {
        int depth = 1;
        for (int i = from; i < text.length(); i++) {
            if (text.startsWith("${", i)) {
                depth++;
            } else if (text.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    /** The value of {@code name}, or the part of it that {@code name:offset:length} asks for; null if there is none. */
    private static String slice(Pbx pbx, Channel channel, String expression) {
        Matcher slice = SLICE.matcher(expression);
        if (!slice.matches()) {
            return value(pbx, channel, expression);
        }
        String value = value(pbx, channel, slice.group(1));
        return value == null ? null : slice(value, slice.group(2), slice.group(3));
    }

    private static String slice(String value, String offset, String length) {
        int start = number(offset);
        start = start < 0 ? Math.max(0, value.length() + start) : Math.min(start, value.length());
        if (length == null) {
            return value.substring(start);
        }
        int count = number(length);
        int end = count < 0 ? value.length() + count : Math.min(value.length(), start + count);
        return end <= start ? "" : value.substring(start, end);
    }

    private static int number(String digits) {
        return digits.isEmpty() || digits.equals("-") ? 0 : Integer.parseInt(digits);
    }

    private static String ofChannel(Channel channel, String name) {
        return switch (name) {
            case "CHANNEL" -> channel.name();
            case "CONTEXT" -> channel.context();
            case "EXTEN" -> channel.exten();
            case "PRIORITY" -> String.valueOf(channel.priority());
            case "UNIQUEID" -> channel.uniqueid().text();
            case "HANGUPCAUSE" -> String.valueOf(channel.cause().code());
            default -> channel.variables().get(name);
        };
    }

    private static String function(Pbx pbx, Channel channel, String function, String argument) {
        return switch (function) {
            case "DB" -> {
                int slash = argument.indexOf('/');
                yield slash < 0
                        ? ""
                        : pbx.database()
                                .get(argument.substring(0, slash), argument.substring(slash + 1))
                                .orElse("");
            }
            case "GLOBAL" -> pbx.globals().get(argument);
            case "CALLERID" -> channel == null ? "" : callerId(channel, argument);
            case "CHANNEL" -> channel == null ? "" : channelFunction(channel, argument);
            default -> TextFunctions.value(function, argument);
        };
    }

    private static String callerId(Channel channel, String part) {
        return switch (part) {
            case "num", "number" -> channel.caller().number();
            case "name" -> channel.caller().name();
            case "all" -> channel.caller().text();
            default -> "";
        };
    }

    private static String channelFunction(Channel channel, String part) {
        return switch (part) {
            case "name" -> channel.name();
            case "state" -> channel.state().label();
            case "linkedid" -> channel.linkedid().text();
            case "uniqueid" -> channel.uniqueid().text();
            case "channeltype" -> channel.technology().type();
            case "accountcode" -> channel.accountCode();
            default -> "";
        };
    }
}
