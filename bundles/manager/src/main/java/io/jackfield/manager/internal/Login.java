package io.jackfield.manager.internal;

import io.jackfield.manager.EventList;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerResponse;
import io.jackfield.manager.spi.ConnectionSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;

/**
 * Logs a session in, with events off: they are switched on afterwards, when it is known that somebody wants them. All
 * steps run on the reader thread.
 */
final class Login {

    private final ConnectionSettings settings;
    private final Session session;

    Login(ConnectionSettings settings, Session session) {
        this.settings = settings;
        this.session = session;
    }

    /** The response to the login, which may be a refusal. */
    CompletableFuture<ManagerResponse> run() {
        if (settings.auth() == ConnectionSettings.Auth.PLAIN) {
            return send(login().with("Secret", settings.secret().reveal()));
        }
        ManagerAction challenge = ManagerAction.of("Challenge").with("AuthType", "MD5");
        return send(challenge).thenCompose(response -> {
            String text = response.get("Challenge");
            if (!response.isSuccess()) {
                return CompletableFuture.completedFuture(response);
            }
            if (text == null) {
                throw new IllegalStateException("the PBX answered Challenge without one");
            }
            return send(login().with("AuthType", "MD5").with("Key", key(text)));
        });
    }

    /** Whether a response that is no success says that trying again soon is useless. */
    static boolean isRefusal(ManagerResponse response) {
        return !response.message().contains("shutting down");
    }

    private ManagerAction login() {
        return ManagerAction.of("Login").with("Username", settings.username()).with("Events", "off");
    }

    private CompletableFuture<ManagerResponse> send(ManagerAction action) {
        return session.send(action, settings.actionTimeout(), null, Runnable::run)
                .thenApply(EventList::response);
    }

    private String key(String challenge) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(challenge.getBytes(StandardCharsets.UTF_8));
            md5.update(settings.secret().reveal().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(md5.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }
}
