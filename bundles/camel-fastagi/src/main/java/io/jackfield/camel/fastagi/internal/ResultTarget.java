package io.jackfield.camel.fastagi.internal;

import org.apache.camel.Exchange;

/**
 * Where a command puts what it fetched.
 *
 * @param name of the header or variable; empty for the body
 */
public record ResultTarget(Kind kind, String name) {

    /** How an endpoint says body. */
    public static final String BODY = "body";

    private static final String HEADER = "header.";
    private static final String VARIABLE = "variable.";

    /** What can take it. */
    public enum Kind {
        BODY,
        HEADER,
        VARIABLE
    }

    /**
     * Reads the option {@code result}.
     *
     * @throws IllegalArgumentException if it is neither {@code body}, {@code header.name} nor {@code variable.name}
     */
    public static ResultTarget parse(String option) {
        if (option.equals(BODY)) {
            return new ResultTarget(Kind.BODY, "");
        }
        if (option.startsWith(HEADER) && option.length() > HEADER.length()) {
            return new ResultTarget(Kind.HEADER, option.substring(HEADER.length()));
        }
        if (option.startsWith(VARIABLE) && option.length() > VARIABLE.length()) {
            return new ResultTarget(Kind.VARIABLE, option.substring(VARIABLE.length()));
        }
        throw new IllegalArgumentException("result=" + option + ": expected body, header.name or variable.name");
    }

    /** @param fetched null if there was nothing, which removes what stood there before */
    void put(Exchange exchange, String fetched) {
        switch (kind) {
            case BODY -> exchange.getMessage().setBody(fetched);
            case HEADER -> {
                if (fetched == null) {
                    exchange.getMessage().removeHeader(name);
                } else {
                    exchange.getMessage().setHeader(name, fetched);
                }
            }
            case VARIABLE -> {
                if (fetched == null) {
                    exchange.removeVariable(name);
                } else {
                    exchange.setVariable(name, fetched);
                }
            }
        }
    }
}
