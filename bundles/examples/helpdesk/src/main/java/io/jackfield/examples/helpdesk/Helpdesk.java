package io.jackfield.examples.helpdesk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small helpdesk on 127.0.0.1, while {@code etc/io.jackfield.examples.helpdesk.cfg} is there: {@code POST /cases} with a JSON
 * object and an {@code Idempotency-Key} opens a case, once for a key, and answers with its {@code Location}; {@code GET
 * /cases} tells how many there are and lists the latest, {@code GET /cases/ID} has one.
 */
@Component(
        service = {},
        configurationPid = "io.jackfield.examples.helpdesk",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class Helpdesk {
    static final int DEFAULT_PORT = 8085;
    static final int LONGEST_CASE = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Helpdesk.class);
    private static final Pattern PATH = Pattern.compile("/cases(?:/(\\d{1,18}))?");
    private static final int LISTED = 100;
    private static final int THREADS = 4;

    private final Cases cases;
    private final ObjectMapper json = new ObjectMapper();
    private final ExecutorService threads =
            Executors.newFixedThreadPool(THREADS, task -> new Thread(task, "example-helpdesk"));
    private final HttpServer server;

    private record Answer(int status, JsonNode body, String location) {
        private Answer(int status, JsonNode body) {
            this(status, body, null);
        }
    }

    @Activate
    public Helpdesk(
            @Reference(target = "(osgi.jndi.service.name=helpdesk)") DataSource database, Map<String, ?> configuration)
            throws IOException {
        cases = new Cases(database);
        int port = port(configuration.get("port"));
        server = listen(port);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        LOG.info("The helpdesk of the example takes cases at http://127.0.0.1:{}/cases", port());
    }

    private static int port(Object value) {
        try {
            return value == null
                    ? DEFAULT_PORT
                    : Integer.parseInt(value.toString().strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "etc/io.jackfield.examples.helpdesk.cfg: port = " + value + " is not a number", e);
        }
    }

    private static HttpServer listen(int port) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        } catch (IOException e) {
            throw new IOException("etc/io.jackfield.examples.helpdesk.cfg: cannot listen on port " + port, e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Deactivate
    void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange http) throws IOException {
        try (http) {
            Answer answer = answer(http);
            byte[] body = json.writerWithDefaultPrettyPrinter().writeValueAsBytes(answer.body);
            http.getResponseHeaders().set("Content-Type", "application/json");
            if (answer.location != null) {
                http.getResponseHeaders().set("Location", answer.location);
            }
            http.sendResponseHeaders(answer.status, body.length);
            http.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange http) throws IOException {
        Matcher path = PATH.matcher(http.getRequestURI().getPath());
        try {
            if (!path.matches()) {
                return error(404, "there are /cases and /cases/ID");
            }
            return switch (http.getRequestMethod()) {
                case "GET" -> path.group(1) == null ? list() : show(Long.parseLong(path.group(1)));
                case "POST" -> path.group(1) == null ? open(http) : error(405, "cases are opened at /cases");
                default -> error(405, "use GET or POST");
            };
        } catch (SQLException e) {
            return error(503, "the database of the helpdesk is away: " + e.getMessage());
        }
    }

    private Answer open(HttpExchange http) throws IOException, SQLException {
        String key = http.getRequestHeaders().getFirst("Idempotency-Key");
        byte[] body = http.getRequestBody().readNBytes(LONGEST_CASE + 1);
        if (key == null || key.isBlank()) {
            return error(400, "the header Idempotency-Key is missing");
        }
        if (body.length > LONGEST_CASE) {
            return error(413, "a case has " + LONGEST_CASE + " bytes at most");
        }
        try {
            if (!(json.readTree(body) instanceof ObjectNode contents)) {
                return error(400, "a case is a JSON object");
            }
            Cases.Opening opening = cases.open(key, json.writeValueAsString(contents));
            ObjectNode opened = json.createObjectNode().put("id", opening.id());
            return new Answer(opening.anew() ? 201 : 200, opened, "/cases/" + opening.id());
        } catch (JsonProcessingException e) {
            return error(400, "not JSON: " + e.getOriginalMessage());
        }
    }

    private Answer list() throws IOException, SQLException {
        ObjectNode all = json.createObjectNode().put("count", cases.count());
        ArrayNode latest = all.putArray("latest");
        for (Cases.Case each : cases.latest(LISTED)) {
            latest.add(node(each));
        }
        return new Answer(200, all);
    }

    private Answer show(long id) throws IOException, SQLException {
        Cases.Case found = cases.find(id).orElse(null);
        return found == null ? error(404, "there is no case " + id) : new Answer(200, node(found));
    }

    private ObjectNode node(Cases.Case found) throws JsonProcessingException {
        ObjectNode node = json.createObjectNode().put("id", found.id()).put("key", found.key());
        node.set("case", json.readTree(found.contents()));
        return node;
    }

    private Answer error(int status, String why) {
        return new Answer(status, json.createObjectNode().put("error", why));
    }
}
