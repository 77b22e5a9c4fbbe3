package io.jackfield.examples.ivr;

import java.sql.SQLException;
import org.apache.camel.LoggingLevel;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Component;

/**
 * Asks for a PIN, three times at most, and has the call go where the database says. What became of it is the channel variable
 * {@code IVR_OUTCOME}, and a row of the table {@code ivr_call} when the call has left.
 *
 * <p>Without the database the caller hears that, and the route fails: {@code JACKFIELD_STATUS=FAILED} has the dialplan fall back.
 */
@Component(service = RoutesBuilder.class, property = "camel.context=ivr")
public final class IvrRoutes extends RouteBuilder {

    private static final int TRIES = 3;

    @Override
    public void configure() {
        from("timer:schema?repeatCount=1&delay=0")
                .routeId("schema")
                .errorHandler(defaultErrorHandler()
                        .maximumRedeliveries(-1)
                        .redeliveryDelay(1000)
                        .backOffMultiplier(2)
                        .maximumRedeliveryDelay(10_000)
                        .retryAttemptedLogLevel(LoggingLevel.WARN)
                        .logRetryStackTrace(false))
                .to(IvrSql.CUSTOMERS, IvrSql.CALLS, IvrSql.SAMPLES)
                .log("The tables of the IVR are there");

        from("fastagi:{{ivr.script:ivr}}")
                .routeId("ivr")
                .onException(SQLException.class)
                .logExhausted(false)
                .log(LoggingLevel.WARN, "The call of ${header.CamelAgiChannel} cannot be routed: ${exception.message}")
                .setVariable("outcome", constant("NO_DATABASE"))
                .to("direct:tell", "agi:stream-file?file=please-try-call-later")
                .end()
                .onCompletion()
                .to("direct:ended")
                .end()
                .setVariable("outcome", constant("NO_PIN"))
                .setVariable("tries", constant(0))
                .to("agi:answer")
                .loopDoWhile(simple("${variable.name} == null && ${variable.tries} < " + TRIES))
                .setVariable("tries", simple("${variable.tries}++"))
                .to("direct:pin")
                .end()
                .choice()
                .when(simple("${variable.name} == null"))
                .to("direct:tell", "agi:stream-file?file=vm-goodbye")
                .when(simple("${variable.dial} != null"))
                .to("direct:dial")
                .otherwise()
                .setVariable("outcome", constant("ANNOUNCED"))
                .to("direct:tell", "agi:stream-file?file=${variable.prompt}");

        from("direct:pin")
                .routeId("pin")
                .errorHandler(noErrorHandler())
                .to("agi:get-data?file=agent-pass&timeout=5s&maxDigits=8&result=variable.pin")
                .choice()
                .when(simple("${variable.pin} == null || ${variable.pin} == ''"))
                .to("agi:stream-file?file=please-try-again")
                .otherwise()
                .setVariable("outcome", constant("WRONG_PIN"))
                .to(IvrSql.CUSTOMER)
                .choice()
                .when(header("CamelSqlRowCount").isEqualTo(0))
                .to("agi:stream-file?file=vm-incorrect")
                .otherwise()
                .setVariable("dial", simple("${body[dial]}"))
                .setVariable("prompt", simple("${body[prompt]}"))
                .setVariable("name", simple("${body[name]}"));

        from("direct:dial")
                .routeId("dial")
                .errorHandler(noErrorHandler())
                .setVariable("outcome", constant("DIALLED"))
                .to("direct:tell")
                .to("agi:exec?application=Dial&options=${variable.dial}")
                .to("agi:get-variable?variable=DIALSTATUS&result=variable.status")
                .filter(simple("${variable.status} != 'ANSWER'"))
                .to("agi:stream-file?file=vm-nobodyavail");

        from("direct:tell")
                .routeId("tell")
                .errorHandler(noErrorHandler())
                .to("agi:set-variable?variable=IVR_OUTCOME&value=${variable.outcome}");

        from("direct:ended")
                .routeId("ended")
                .log("Call ${header.CamelAgiUniqueid} from ${header.CamelAgiCallerId}: ${variable.outcome}, ended by"
                        + " ${header.CamelAgiEnd}")
                .onException(SQLException.class)
                .handled(true)
                .log(LoggingLevel.WARN, "Not in the table: ${exception.message}")
                .end()
                .to(IvrSql.CALL);
    }
}
