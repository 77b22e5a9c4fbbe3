package io.jackfield.camel.fastagi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same route in YAML and XML. */
class OtherDslsTest {

    private static final String YAML =
            """
            - from:
                uri: fastagi:ivr/{queue}
                parameters:
                  server: main
                  onHangup: exception
                steps:
                  - to:
                      uri: agi:get-data
                      parameters:
                        file: enter-pin
                        timeout: 5s
                        maxDigits: 4
                        result: header.pin
                  - choice:
                      when:
                        - simple: "${header.pin} == '1234'"
                          steps:
                            - to:
                                uri: agi:exec
                                parameters:
                                  application: Queue
                                  options: "${header.CamelAgiParameter.queue},t"
                      otherwise:
                        steps:
                          - to: agi:hangup
            """;

    private static final String XML =
            """
            <routes xmlns="http://camel.apache.org/schema/xml-io">
              <route>
                <from uri="fastagi:ivr/{queue}?server=main&amp;onHangup=exception"/>
                <to uri="agi:get-data?file=enter-pin&amp;timeout=5s&amp;maxDigits=4&amp;result=header.pin"/>
                <choice>
                  <when>
                    <simple>${header.pin} == '1234'</simple>
                    <to uri="agi:exec?application=Queue&amp;options=${header.CamelAgiParameter.queue},t"/>
                  </when>
                  <otherwise>
                    <to uri="agi:hangup"/>
                  </otherwise>
                </choice>
              </route>
            </routes>
            """;

    private final TestServer server = new TestServer("main");
    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.getRegistry().bind("main", server);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        server.close();
    }

    @ParameterizedTest
    @MethodSource
    void aPinDecides(String file, String text) throws Exception {
        Resource route = ResourceHelper.fromString(file, text);
        PluginHelper.getRoutesLoader(context).loadRoutes(route);

        TestCall knows = call("1234");
        TestCall guesses = call("4321");

        assertThat(knows.commandsOfTheRoute())
                .containsExactly("GET DATA \"enter-pin\" \"5000\" \"4\"", "EXEC \"Queue\" \"sales,t\"");
        assertThat(guesses.commandsOfTheRoute()).endsWith("HANGUP");
    }

    private static Stream<Arguments> aPinDecides() {
        return Stream.of(Arguments.of("ivr.yaml", YAML), Arguments.of("ivr.xml", XML));
    }

    private TestCall call(String pin) {
        return server.dial("ivr/sales")
                .orElseThrow()
                .answering("GET DATA", "200 result=" + pin)
                .begin();
    }
}
