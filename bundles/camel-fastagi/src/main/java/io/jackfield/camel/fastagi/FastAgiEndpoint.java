package io.jackfield.camel.fastagi;

import io.jackfield.camel.fastagi.internal.LocalServers;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Category;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;

/**
 * Handle calls that Asterisk's dialplan gives away with AGI(agi://...): each one is an exchange, whose route commands the call.
 */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = "fastagi",
        title = "Asterisk FastAGI",
        syntax = "fastagi:script",
        consumerOnly = true,
        category = {Category.NETWORKING},
        headersClass = AgiConstants.class)
public class FastAgiEndpoint extends ScriptEndpoint {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int PORT = 4573;

    @UriParam(
            label = "consumer",
            description =
                    "Names of the servers whose calls are wanted, separated by commas; by default all of them. A server is a "
                            + "configuration, a bean of the registry, or made from host and port below.")
    private String server;

    @UriParam
    private ServerOptions serverOptions = new ServerOptions();

    public FastAgiEndpoint(String uri, FastAgiComponent component) {
        super(uri, component);
    }

    @Override
    public Set<String> origins() {
        if (server != null) {
            return Arrays.stream(server.split(",")).map(String::strip).collect(Collectors.toSet());
        }
        return serverOptions.isGiven() ? Set.of(madeName()) : Set.of();
    }

    /** A server that has no name is known by where it listens. */
    private String madeName() {
        String host = serverOptions.getHost() == null ? LOOPBACK : serverOptions.getHost();
        return host + ":" + (serverOptions.getPort() == null ? PORT : serverOptions.getPort());
    }

    @Override
    public boolean isHosted() {
        return true;
    }

    @Override
    protected void validate() {
        if (!serverOptions.isGiven()) {
            if (!serverOptions.getSettings().isEmpty()) {
                throw new IllegalArgumentException(
                        this + ": server." + serverOptions.getSettings().keySet()
                                + " is for a server that is made from the endpoint, and host and port are missing");
            }
        } else if (ScriptComponent.runsAsBundle()) {
            String name = server == null ? "main" : server;
            throw new IllegalArgumentException(this
                    + ": in Karaf servers come from configuration; put host and port into etc/io.jackfield.fastagi-"
                    + name + ".cfg and keep only server=" + name + " in the endpoint");
        } else if (origins().size() != 1) {
            throw new IllegalArgumentException(
                    this + ": host and port make one server, but server=" + server + " names several");
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (serverOptions.isGiven()) {
            ((LocalServers) getComponent().source()).make(origins().iterator().next(), serverOptions.toSettings());
        }
    }

    public String getServer() {
        return server;
    }

    public void setServer(String server) {
        this.server = server;
    }

    public ServerOptions getServerOptions() {
        return serverOptions;
    }

    public void setServerOptions(ServerOptions serverOptions) {
        this.serverOptions = serverOptions;
    }
}
