package io.jackfield.camel.fastagi;

import java.util.Set;
import org.apache.camel.Category;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;

/**
 * Handle calls that Asterisk's dialplan gives away with AGI(agi:async,script), over a connection to its manager interface.
 */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = "asyncagi",
        title = "Asterisk AsyncAGI",
        syntax = "asyncagi:connection/script",
        consumerOnly = true,
        category = {Category.NETWORKING},
        headersClass = AgiConstants.class)
public class AsyncAgiEndpoint extends ScriptEndpoint {

    private static final String EVERY_CONNECTION = "*";

    @UriPath(
            description =
                    "Name of the manager connection whose calls are wanted, as ami: and ajam: use it; an asterisk stands for all.")
    @Metadata(required = true)
    private String connection;

    public AsyncAgiEndpoint(String uri, AsyncAgiComponent component) {
        super(uri, component);
    }

    @Override
    public Set<String> origins() {
        return connection.equals(EVERY_CONNECTION) ? Set.of() : Set.of(connection);
    }

    @Override
    public boolean isHosted() {
        return false;
    }

    @Override
    protected void validate() {
        // It has no options of its own.
    }

    public String getConnection() {
        return connection;
    }

    public void setConnection(String connection) {
        this.connection = connection;
    }
}
