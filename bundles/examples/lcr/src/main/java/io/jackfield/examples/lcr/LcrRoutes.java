package io.jackfield.examples.lcr;

import io.jackfield.agi.AgiException;
import io.jackfield.agi.AgiSession;
import io.jackfield.camel.fastagi.AgiConstants;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.LoggingExceptionHandler;
import org.osgi.service.component.annotations.Component;

/**
 * Has a call go out by the cheapest carrier, and by the next one if that cannot take it. What became of it is the channel variable
 * {@code LCR_STATUS}, and a row of the table {@code lcr_call} when the call has left.
 *
 * <p>Without the database the route fails at once: {@code JACKFIELD_STATUS=FAILED} has the dialplan fall back.
 */
@Component(service = RoutesBuilder.class, property = "camel.context=lcr")
public final class LcrRoutes extends RouteBuilder {

    /** What {@code DIALSTATUS} says of a carrier that did not get to the number; all else is the answer of who was called. */
    private static final Set<String> CARRIER_FAILED = Set.of("CHANUNAVAIL", "CONGESTION", "INVALIDARGS");

    private final Clock clock;

    public LcrRoutes() {
        this(Clock.systemUTC());
    }

    LcrRoutes(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void configure() throws Exception {
        // What goes wrong is in the log once, from its route: Camel's consumers need not repeat it.
        bindToRegistry("quiet", new LoggingExceptionHandler(getContext(), LcrRoutes.class, LoggingLevel.OFF));

        from("timer:schema?repeatCount=1&delay=0&exceptionHandler=#quiet")
                .routeId("schema")
                .errorHandler(defaultErrorHandler()
                        .maximumRedeliveries(-1)
                        .redeliveryDelay(1000)
                        .backOffMultiplier(2)
                        .maximumRedeliveryDelay(5000)
                        .allowRedeliveryWhileStopping(false)
                        .retryAttemptedLogLevel(LoggingLevel.WARN)
                        .logRetryStackTrace(false))
                .to(LcrSql.CARRIERS_TABLE, LcrSql.RATES_TABLE, LcrSql.RATES_INDEX, LcrSql.CALLS_TABLE)
                .to(LcrSql.SAMPLE_RATES, LcrSql.SAMPLE_CARRIERS)
                // Camel may forget a route that is started while the context still starts.
                .loopDoWhile(simple("${camelContext.isStarted} == false"))
                .delay(100)
                .end()
                .end()
                .process(exchange -> exchange.getContext().getRouteController().startRoute("files"))
                .log("The tables of least-cost routing are there");

        // A file that failed is tried again at the next look, one that was taken when it has changed.
        from("file:{{lcr.folder:data/lcr}}?include=(carriers|rates).csv&charset=UTF-8&sortBy=file:name&readLock=changed&noop=true"
                        + "&idempotentKey=${file:name} ${file:size} ${file:modified}&delay={{lcr.look:5000}}"
                        + "&exceptionHandler=#quiet")
                .routeId("files")
                .autoStartup(false)
                .onException(SQLException.class)
                .logExhausted(false)
                .log(LoggingLevel.WARN, "${header.CamelFileName} waits for the database: ${exception.message}")
                .end()
                .onException(IllegalArgumentException.class)
                .handled(true)
                .log(LoggingLevel.ERROR, "Not taken, so what was in force is: ${exception.message}")
                .end()
                .process(new RateFiles())
                .log("${header.CamelFileName}: its ${body} rows are in force")
                .to(LcrSql.UNKNOWN_CARRIERS)
                .filter(header("CamelSqlRowCount").isGreaterThan(0))
                .log(LoggingLevel.WARN, "There are rates of carriers that are not in the table of carriers: ${body}");

        from("fastagi:{{lcr.script:lcr}}?onHangup=continue&exceptionHandler=#quiet")
                .routeId("lcr")
                .onException(AgiException.class)
                .logExhausted(false)
                .log(LoggingLevel.WARN, "${exception.message}")
                .end()
                .onException(SQLException.class)
                .logExhausted(false)
                .log(
                        LoggingLevel.WARN,
                        "The call of ${header.CamelAgiChannel} cannot be routed: ${exception.cause.message}")
                .setVariable("status", constant("NO_DATABASE"))
                .to("direct:tell")
                .end()
                .onCompletion()
                .to("direct:ended")
                .end()
                .setVariable("tried", constant(0))
                .setVariable("status", constant("CANCEL"))
                .process(Lookup.configured(getContext(), clock))
                .choice()
                .when(variable("number").isNull())
                .setVariable("status", constant("BAD_NUMBER"))
                .otherwise()
                .to(LcrSql.CARRIERS)
                .transform()
                .body(List.class, carriers -> new ArrayDeque<Object>((List<?>) carriers))
                .setVariable("carriers", body())
                .filter(simple("${body.isEmpty}"))
                .log(LoggingLevel.WARN, "No carrier has a rate for ${variable.number} now")
                .setVariable("status", constant("NO_ROUTE"))
                .end()
                .loopDoWhile(LcrRoutes::isAnotherToTry)
                .to("direct:dial")
                .end()
                .end()
                .to("direct:tell");

        from("direct:dial")
                .routeId("dial")
                .errorHandler(noErrorHandler())
                .setVariable("carrier", simple("${variable.carriers.poll}"))
                .setVariable("tried", simple("${variable.tried}++"))
                .to("agi:set-variable?variable=LCR_CARRIER&value=${variable.carrier[name]}")
                .to("agi:exec?application=Dial&options=${variable.carrier[dial]}")
                .to("agi:get-variable?variable=DIALSTATUS&result=variable.status")
                .filter(LcrRoutes::callerLeft)
                .setVariable("status", constant("CANCEL"));

        from("direct:tell")
                .routeId("tell")
                .errorHandler(noErrorHandler())
                .to("agi:set-variable?variable=LCR_STATUS&value=${variable.status}");

        from("direct:ended")
                .routeId("ended")
                .log("Call ${header.CamelAgiUniqueid} to ${variable.dialled}: ${variable.status} (carrier"
                        + " ${variable.carrier[name]}, tried ${variable.tried}, ended by ${header.CamelAgiEnd})")
                .onException(SQLException.class)
                .handled(true)
                .log(LoggingLevel.WARN, "Not in the table: ${exception.cause.message}")
                .end()
                .to(LcrSql.CALL);
    }

    private static boolean isAnotherToTry(Exchange call) {
        boolean first = call.getVariable("tried", Integer.class) == 0;
        return (first || CARRIER_FAILED.contains(call.getVariable("status", String.class)))
                && !call.getVariable("carriers", ArrayDeque.class).isEmpty()
                && !isHungUp(call);
    }

    /** Whether the caller was gone before a carrier got to the number: what {@code DIALSTATUS} has then may be of the one before. */
    private static boolean callerLeft(Exchange call) {
        String status = call.getVariable("status", String.class);
        return status == null || isHungUp(call) && CARRIER_FAILED.contains(status);
    }

    private static boolean isHungUp(Exchange call) {
        return call.getProperty(AgiConstants.SESSION, AgiSession.class).isHungUp();
    }
}
