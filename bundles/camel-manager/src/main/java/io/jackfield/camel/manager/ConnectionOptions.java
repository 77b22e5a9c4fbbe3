package io.jackfield.camel.manager;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.support.jsse.SSLContextParameters;

/** A connection that is made from an endpoint, which happens outside Karaf only. */
@UriParams
public class ConnectionOptions {

    @UriParam(
            label = "connection",
            description = "Host of the PBX, if the connection is to be made from this endpoint.")
    private String host;

    @UriParam(
            label = "connection",
            description =
                    "Port of the PBX's manager interface; by default 5038 (ami) or 8088 (ajam), with TLS 5039 or 8089.")
    private Integer port;

    @UriParam(label = "connection,security", secret = true, description = "User of the manager interface.")
    private String username;

    @UriParam(label = "connection,security", secret = true, description = "Secret of that user.")
    private String secret;

    @UriParam(
            label = "connection,security",
            description =
                    "Trust and keys for TLS. Given, the connection is encrypted, and its port is by default that of TLS. The "
                            + "certificate of the PBX must name the host.")
    private SSLContextParameters sslContextParameters;

    @UriParam(
            label = "connection,advanced",
            prefix = "connection.",
            multiValue = true,
            description = "Any other key of a connection's configuration file, for example connection.permit=Command.")
    private Map<String, Object> settings = new LinkedHashMap<>();

    /** By the keys of a connection's configuration file, but for {@link #getSslContextParameters}. */
    Map<String, Object> toSettings() {
        Map<String, Object> all = new LinkedHashMap<>(settings);
        all.put("host", host);
        all.put("port", port);
        all.put("username", username);
        all.put("secret", secret);
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

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getSecret() {
        return secret;
    }

    public void setSecret(String secret) {
        this.secret = secret;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public Map<String, Object> getSettings() {
        return settings;
    }

    public void setSettings(Map<String, Object> settings) {
        this.settings = settings;
    }
}
