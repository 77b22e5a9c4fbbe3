package io.jackfield.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is compiled and run as it stands there, and what it lists is there. */
class ReadmeTest {

    private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final List<String> IMPORTS = List.of(
            "io.jackfield.simulator.*",
            "java.io.File",
            "java.net.URL",
            "java.security.KeyStore",
            "java.time.*",
            "java.util.*",
            "javax.net.ssl.*");

    @TempDir
    private Path folder;

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    @TestFactory
    Stream<DynamicTest> examples() throws IOException {
        List<String> examples = EXAMPLE.matcher(readme())
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(examples).hasSizeGreaterThan(4);
        return Stream.iterate(0, i -> i < examples.size(), i -> i + 1)
                .map(i ->
                        DynamicTest.dynamicTest("example " + (i + 1), () -> run("Example" + (i + 1), examples.get(i))));
    }

    private void run(String name, String example) throws Exception {
        if (example.contains("4573")) {
            try (PinServer server = new PinServer()) {
                compileAndRun(name, example.replace("4573", String.valueOf(server.port())));
                server.await();
            }
            return;
        }
        TestKey key = example.contains("pbx.p12") ? TestKey.in(folder) : null;
        String body = key == null
                ? example
                : example.replace("pbx.p12", key.keyStore().toString()).replace("changeit", TestKey.PASSWORD);
        compileAndRun(name, body);
    }

    private void compileAndRun(String name, String body) throws Exception {
        StringBuilder source = new StringBuilder();
        IMPORTS.forEach(type -> source.append("import ").append(type).append(";\n"));
        source.append("public class ").append(name).append(" { public static void run() throws Exception {\n");
        Path file = Files.writeString(
                folder.resolve(name + ".java"), source.append(body).append("}}"));
        compile(file);
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            loader.loadClass(name).getMethod("run").invoke(null);
        }
    }

    private void compile(Path file) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter output = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-proc:none", "-d", folder.toString(), "-classpath", System.getProperty("java.class.path"));
            boolean compiled = compiler.getTask(output, files, null, options, null, files.getJavaFileObjects(file))
                    .call();
            assertThat(compiled).as("%s", output).isTrue();
        }
    }

    @Test
    void theActionsItListsAreThoseThereAre() throws IOException {
        String readme = readme();
        String table = readme.substring(readme.indexOf("| actions |"), readme.indexOf("Command knows"));
        try (Simulator pbx = Simulator.builder().user("jackfield", "secret").start();
                TestClient client = TestClient.login(pbx, "off")) {
            List<String> actions = client.ask("Action: ListCommands").headerNames().stream()
                    .filter(header -> !header.equals("Response"))
                    .toList();
            List<String> listed = Pattern.compile("\\b[A-Z]\\w+\\b")
                    .matcher(table.replaceAll("\\([^)]*\\)", "").replace("PBX", ""))
                    .results()
                    .map(MatchResult::group)
                    .toList();
            assertThat(listed).containsExactlyInAnyOrderElementsOf(actions);
        }
    }
}
