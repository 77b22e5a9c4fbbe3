package io.jackfield.camel.routes.internal.context;

/** Puts a failure and its causes into one line. */
public final class Reason {
    private Reason() {}

    public static String of(Throwable failure) {
        StringBuilder line = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = text(cause);
            // Most wrappers repeat the message of what they wrap.
            if (line.indexOf(text) < 0) {
                line.append(line.length() == 0 ? "" : ": ").append(text);
            }
        }
        return line.toString().replaceAll("\\.+$", "");
    }

    private static String text(Throwable cause) {
        String message = cause.getMessage();
        if (message == null || message.isBlank()) {
            return cause.getClass().getSimpleName();
        }
        String text = message.strip().replaceAll("\\s+", " ");
        // These say nothing but a name.
        boolean bare = cause instanceof LinkageError || cause instanceof ClassNotFoundException;
        return bare ? cause.getClass().getSimpleName() + " " + text : text;
    }
}
