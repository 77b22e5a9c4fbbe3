package io.jackfield.ajam.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.jackfield.manager.ManagerAction;
import java.net.URLEncoder;

/**
 * Writes actions as Asterisk reads them over HTTP: an encoded form in which keys repeat. It takes 40,960 bytes a request
 * ({@code MAX_CONTENT} in http.c) and drops the pairs behind the 128th without a word ({@code astman_append_headers}).
 */
final class ActionForm {

    static final int MAX_BYTES = 40_960;
    static final int MAX_PAIRS = 128;

    private ActionForm() {}

    /** @throws IllegalArgumentException if the action is too long */
    static byte[] encode(ManagerAction action, String actionId) {
        int pairs = action.headers().size() + 2;
        if (pairs > MAX_PAIRS) {
            throw new IllegalArgumentException(
                    action + " has " + pairs + " headers, but Asterisk takes at most " + MAX_PAIRS + " over HTTP");
        }
        StringBuilder form = new StringBuilder(128);
        append(form, "Action", action.name());
        append(form, "ActionID", actionId);
        for (ManagerAction.Header header : action.headers()) {
            append(form, header.name(), header.value());
        }
        if (form.length() > MAX_BYTES) {
            throw new IllegalArgumentException(action + " takes " + form.length()
                    + " bytes as a form, but Asterisk takes at most " + MAX_BYTES + " over HTTP");
        }
        return form.toString().getBytes(US_ASCII);
    }

    private static void append(StringBuilder form, String name, String value) {
        if (form.length() > 0) {
            form.append('&');
        }
        form.append(URLEncoder.encode(name, UTF_8)).append('=').append(URLEncoder.encode(value, UTF_8));
    }
}
