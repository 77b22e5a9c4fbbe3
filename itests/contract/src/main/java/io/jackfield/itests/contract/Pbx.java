package io.jackfield.itests.contract;

import io.jackfield.itests.asterisk.AsteriskVersion;
import io.jackfield.itests.asterisk.ManagerUser;
import io.jackfield.itests.asterisk.ServerCertificate;
import java.util.List;

/**
 * A PBX that keeps the contract: with the users of {@link Users}, the dialplan and the queues of {@link Dialplan}, and time stamps on its
 * events. It keeps its ports over kills and starts. Methods block until what they say is done; they are for one thread at a time.
 */
public interface Pbx extends AutoCloseable {
    /** An Asterisk of this version on this machine, started; it must be closed. */
    static Pbx real(AsteriskVersion version, ServerCertificate certificate) {
        return new RealPbx(version, certificate);
    }

    /** A simulator in this JVM, started; it must be closed. */
    static Pbx simulator(ServerCertificate certificate) {
        return new SimulatedPbx(certificate);
    }

    /** {@code Asterisk 22}, {@code Asterisk 16} or {@code simulator}. */
    String name();

    /** The Asterisk it is, or stands in for. */
    AsteriskVersion version();

    String host();

    /** How many seconds it keeps a login over HTTP that it hears nothing from; 60 would be a long time to wait for the end of one. */
    int HTTP_TIMEOUT = 12;

    /** Where the manager interface listens, for the transport {@code ami}. */
    int amiPort();

    /** The same over TLS, with {@link #certificate}. */
    int amiTlsPort();

    /** Where it listens for the transport {@code ajam}. */
    int httpPort();

    /** The same over TLS, with {@link #certificate}. */
    int httpsPort();

    ServerCertificate certificate();

    /** Puts a value into the database as the console can: with any characters in it. */
    void store(String family, String key, String value);

    /** How many logins at its manager interface it has, of all users and by all ways. */
    int logins();

    /** Makes calls of several kinds from now on, one to four seconds long, until it is closed or the PBX dies. */
    Load load(double callsPerSecond);

    /** Ends it as a crash does: connections break, nothing is said. */
    void kill();

    /** Starts one that was killed. */
    void start();

    /** Ends it as an operator does, with an announcement, and starts it. */
    void restart();

    /** From now on it takes connections and says nothing. */
    void freeze();

    /** Ends {@link #freeze}. */
    void thaw();

    @Override
    void close();

    /** Calls that are made in the background. */
    interface Load extends AutoCloseable {
        /** Makes no new ones. */
        @Override
        void close();
    }

    /** Who may log in. */
    final class Users {
        /** Sees and may do everything. */
        public static final ManagerUser ADMIN = ManagerUser.all("admin", "op3n-sesame");

        /** Sees everything and may do nothing. */
        public static final ManagerUser READER = ManagerUser.readOnly("reader", "just-l00king");

        /** May log in, and that is all. */
        public static final ManagerUser POWERLESS = ManagerUser.powerless("powerless", "n0thing");

        /** Sees what happens to calls, and may make them. */
        public static final ManagerUser CALLER = new ManagerUser("caller", "d1al-tone", "call", "call,originate");

        static final List<ManagerUser> ALL = List.of(ADMIN, READER, POWERLESS, CALLER);

        private Users() {}
    }
}
