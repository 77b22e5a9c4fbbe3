package io.jackfield.camel.manager;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** How a producer sends its action. */
@UriParams
public class ActionOptions {

    @UriParam(
            label = "producer",
            prefix = "arg.",
            multiValue = true,
            description =
                    "An argument of the action, as arg.Name=value. The value is a Simple expression. A body that is a Map, "
                            + "and headers CamelAmiArg.Name, come before it.")
    private Map<String, Object> args = new LinkedHashMap<>();

    @UriParam(
            label = "producer",
            javaType = "java.time.Duration",
            description = "How long to wait for the answer; by default as long as the connection's actionTimeout.")
    private long timeout;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            description = "Whether an error answered by the PBX makes the exchange fail.")
    private boolean failOnError = true;

    @UriParam(
            label = "producer",
            defaultValue = "RESPONSE",
            description =
                    "What the exchange waits for: the PBX's response to the action or, for Originate, the outcome of the call.")
    private Await await = Await.RESPONSE;

    /** What an exchange waits for. */
    public enum Await {
        /** The response to the action, with the list that it may open. */
        RESPONSE,
        /** Until the called side has answered, or has not. */
        ORIGINATED
    }

    public Map<String, Object> getArgs() {
        return args;
    }

    public void setArgs(Map<String, Object> args) {
        this.args = args;
    }

    public long getTimeout() {
        return timeout;
    }

    public void setTimeout(long timeout) {
        this.timeout = timeout;
    }

    public boolean isFailOnError() {
        return failOnError;
    }

    public void setFailOnError(boolean failOnError) {
        this.failOnError = failOnError;
    }

    public Await getAwait() {
        return await;
    }

    public void setAwait(Await await) {
        this.await = await;
    }
}
