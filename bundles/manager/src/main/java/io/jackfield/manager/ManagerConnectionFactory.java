package io.jackfield.manager;

import java.util.Map;

/**
 * Makes connections of one transport. An OSGi service; elsewhere found by {@link java.util.ServiceLoader}. It owns the
 * threads its connections run on.
 */
public interface ManagerConnectionFactory extends AutoCloseable {

    /** {@code ami} or {@code ajam}. */
    String transport();

    /**
     * Creates a connection, which starts to connect at once.
     *
     * @param name the name routes use for it
     * @param settings by the keys of the transport's configuration file, values as text or in their own type
     * @throws InvalidSettingException if a key is unknown, missing or has an unusable value; the message names it
     */
    ManagerConnection create(String name, Map<String, ?> settings);

    /** Closes the connections that are still open and ends all threads; may block for a few seconds. */
    @Override
    void close();
}
