package io.jackfield.itests.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.jackfield.manager.ManagerConnectionFactory;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What tools are told about the configuration of connections, against the README and what the factories take. */
class MetatypeTest {

    /** The keys and their defaults, "" if there is none. */
    private static Map<String, String> metatype(String transport) throws Exception {
        File bundle = Bundles.ours()
                .filter(jar -> Bundles.header(jar, "Bundle-SymbolicName").equals("io.jackfield." + transport))
                .findFirst()
                .orElseThrow();
        try (JarFile jar = new JarFile(bundle);
                InputStream xml = jar.getInputStream(jar.stream()
                        .filter(entry -> entry.getName().matches("OSGI-INF/metatype/.*\\.xml"))
                        .findFirst()
                        .orElseThrow())) {
            NodeList attributes = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(xml)
                    .getElementsByTagName("AD");
            Map<String, String> metatype = new TreeMap<>();
            for (int i = 0; i < attributes.getLength(); i++) {
                Element attribute = (Element) attributes.item(i);
                assertThat(attribute.getAttribute("description")).isNotBlank();
                metatype.put(attribute.getAttribute("id"), attribute.getAttribute("default"));
            }
            return metatype;
        }
    }

    /** Rows of several keys have as many defaults; what is said in words is no default. */
    private static Map<String, String> table(String heading) throws Exception {
        String readme = Files.readString(Path.of("../../README.md"));
        String below = readme.substring(readme.indexOf("| Key | Default | Meaning |", readme.indexOf(heading)));
        Map<String, String> table = new TreeMap<>();
        Pattern.compile("(?m)^\\| (`[^|]+`) \\| ([^|]*)\\|")
                .matcher(below.substring(0, below.indexOf("\n\n")))
                .results()
                .forEach(row -> {
                    String[] keys = row.group(1).replace("`", "").split(", ");
                    String[] defaults = row.group(2).strip().split(", ");
                    for (int i = 0; i < keys.length; i++) {
                        String written = i < defaults.length ? defaults[i] : "";
                        assertThat(table.put(keys[i], written.matches("`[^`]+`") ? written.replace("`", "") : ""))
                                .as("%s has one row", keys[i])
                                .isNull();
                    }
                });
        return table;
    }

    @Test
    void theTableOfKeysInTheReadmeIsThatOfAmi() throws Exception {
        Map<String, String> table = table("");
        assertThat(table.put("port", "")).isEqualTo("5038");

        assertThat(metatype("ami")).as("the port depends on tls").isEqualTo(table);
    }

    @Test
    void thatAndTheTableOfItsOwnKeysIsThatOfAjam() throws Exception {
        Map<String, String> table = table("");
        Map<String, String> own = table("### Over HTTP");
        assertThat(own.put("port", "")).isEqualTo("8088");
        table.putAll(own);

        assertThat(metatype("ajam")).as("the port depends on tls").isEqualTo(table);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ami", "ajam"})
    void theFactoryTakesTheDefaults(String transport) throws Exception {
        Map<String, Object> settings = new HashMap<>(metatype(transport));
        settings.putAll(Map.of("host", "127.0.0.1", "port", 1, "username", "u", "secret", "s"));
        ManagerConnectionFactory factory = ServiceLoader.load(ManagerConnectionFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.transport().equals(transport))
                .findFirst()
                .orElseThrow();
        try (factory) {
            assertThatCode(() -> factory.create("pbx1", settings)).doesNotThrowAnyException();
        }
    }
}
