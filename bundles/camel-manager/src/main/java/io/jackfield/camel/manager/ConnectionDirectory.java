package io.jackfield.camel.manager;

import io.jackfield.manager.ManagerConnection;
import java.util.Optional;
import java.util.Set;

/** Where endpoints find connections by name, and hear of their coming and going. Safe for use by many threads. */
public interface ConnectionDirectory extends AutoCloseable {

    /** Hears of connections. Calls come one after the other and must not block for long. */
    interface Watcher {

        /** A connection of the name is there, also one that was there before the watch began. */
        void arrived(ManagerConnection connection);

        /** The connection is going; it is closed afterwards. */
        void departed(ManagerConnection connection);
    }

    /** Ends a watch. */
    @FunctionalInterface
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** The connection of that name, if it is there now. */
    Optional<ManagerConnection> find(String name);

    /** The names of the connections that are there now. */
    Set<String> names();

    /** Tells the watcher of every connection of that name, beginning with the one that is there now. */
    Watch watch(String name, Watcher watcher);

    /** Tells the watcher of every connection, beginning with those that are there now. */
    Watch watchAll(Watcher watcher);

    @Override
    void close();
}
