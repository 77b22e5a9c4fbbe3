package io.jackfield.camel.fastagi;

import io.jackfield.agi.AgiVerb;
import io.jackfield.camel.fastagi.internal.AgiProducer;
import io.jackfield.camel.fastagi.internal.CommandTemplate;
import io.jackfield.camel.fastagi.internal.ResultTarget;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Execute an AGI command on the call that the exchange carries: answer, play a prompt, get digits, run a dialplan application.
 */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = "agi",
        title = "Asterisk AGI Command",
        syntax = "agi:command",
        producerOnly = true,
        remote = false,
        category = {Category.NETWORKING},
        headersClass = AgiConstants.class)
public class AgiEndpoint extends DefaultEndpoint {

    @UriPath(
            description =
                    "The command: one of the 47 of AGI, its words joined by dashes, for example stream-file; or raw, for a whole "
                            + "line.")
    @Metadata(required = true)
    private String command;

    @UriParam
    private AgiArguments arguments = new AgiArguments();

    @UriParam(
            label = "producer",
            description =
                    "Of raw: a line as Asterisk reads it. What expressions yield in it is not quoted: only for values that you trust.")
    private String line;

    @UriParam(
            label = "producer",
            defaultValue = "body",
            description =
                    "Where a command that fetches something puts it: body, header.name or variable.name. Others change neither.")
    private String result = ResultTarget.BODY;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            description =
                    "Whether the exchange fails if Asterisk refuses the command or cannot do it. If not, the headers tell.")
    private boolean failOnError = true;

    @UriParam(
            label = "producer,advanced",
            javaType = "java.time.Duration",
            description =
                    "How long the reply may take; then the session is closed. By default as long as the command can take and a "
                            + "margin, and without limit where that is unknown. It guards against a PBX that is gone and does not cut "
                            + "a prompt short.")
    private long replyTimeout;

    public AgiEndpoint(String uri, AgiComponent component) {
        super(uri, component);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(this
                + ": calls come from fastagi:script or asyncagi:connection/script; agi: is a command in their routes");
    }

    @Override
    public Producer createProducer() {
        return new AgiProducer(this);
    }

    /**
     * Refuses what the command cannot have.
     *
     * @throws IllegalArgumentException naming the command, the option and what was expected
     */
    void validate() {
        CommandTemplate template = CommandTemplate.compile(getCamelContext(), command, givenArguments());
        ResultTarget.parse(result);
        if (!result.equals(ResultTarget.BODY) && !template.fetches()) {
            throw new IllegalArgumentException("agi:" + command + " fetches nothing that result=" + result
                    + " could take; what it returns is in the headers " + AgiConstants.RESULT + " and "
                    + AgiConstants.DIGIT);
        }
    }

    /** The arguments that were given, by name. */
    public Map<String, String> givenArguments() {
        PropertyConfigurerGetter configurer =
                (PropertyConfigurerGetter) getComponent().getEndpointPropertyConfigurer();
        Map<String, String> given = new TreeMap<>();
        Arrays.stream(AgiVerb.values())
                .flatMap(verb -> verb.parameters().stream())
                .forEach(parameter ->
                        given.put(parameter.name(), (String) configurer.getOptionValue(this, parameter.name(), false)));
        given.put(CommandTemplate.LINE, line);
        given.values().removeIf(Objects::isNull);
        return given;
    }

    public String getCommand() {
        return command;
    }

    public void setCommand(String command) {
        this.command = command;
    }

    public AgiArguments getArguments() {
        return arguments;
    }

    public void setArguments(AgiArguments arguments) {
        this.arguments = arguments;
    }

    public String getLine() {
        return line;
    }

    public void setLine(String line) {
        this.line = line;
    }

    public String getResult() {
        return result;
    }

    public void setResult(String result) {
        this.result = result;
    }

    public boolean isFailOnError() {
        return failOnError;
    }

    public void setFailOnError(boolean failOnError) {
        this.failOnError = failOnError;
    }

    public long getReplyTimeout() {
        return replyTimeout;
    }

    public void setReplyTimeout(long replyTimeout) {
        this.replyTimeout = replyTimeout;
    }
}
