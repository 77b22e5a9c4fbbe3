package io.jackfield.camel.fastagi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** A server that is made from an endpoint, which happens outside Karaf only. */
@UriParams
public class ServerOptions {

    @UriParam(
            label = "server",
            description =
                    "Where the server listens, if it is to be made from this endpoint; 127.0.0.1 if only the port is given.")
    private String host;

    @UriParam(
            label = "server",
            description =
                    "The port of that server, 4573 if only the host is given; 0 takes a free one. Endpoints that describe the same "
                            + "server share it.")
    private Integer port;

    @UriParam(
            label = "server,advanced",
            prefix = "server.",
            multiValue = true,
            description =
                    "Any other key of a server's configuration file, for example server.allow=10.0.0.0/8 or server.maxSessions=200.")
    private Map<String, Object> settings = new LinkedHashMap<>();

    /** Whether there is a server to be made. */
    boolean isGiven() {
        return host != null || port != null;
    }

    /** By the keys of a server's configuration file. */
    Map<String, Object> toSettings() {
        Map<String, Object> all = new LinkedHashMap<>(settings);
        all.put("host", host);
        all.put("port", port);
        all.values().removeIf(Objects::isNull);
        return all;
    }

    public String getHost() {
        return host;
    }

    public void setHost(String host) {
        this.host = host;
    }

    public Integer getPort() {
        return port;
    }

    public void setPort(Integer port) {
        this.port = port;
    }

    public Map<String, Object> getSettings() {
        return settings;
    }

    public void setSettings(Map<String, Object> settings) {
        this.settings = settings;
    }
}
