package io.jackfield.examples.calllog;

import io.jackfield.camel.manager.ManagerConstants;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.ManagerEvent;
import java.sql.SQLException;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Component;

/**
 * One row a call. A call is known by the {@code Linkedid} its first channel began with; a leg stays with the call it began
 * in, although Asterisk later gives all members of a bridge the oldest Linkedid. A call ends with its last leg.
 *
 * <p>While the database is away the route waits with the event at hand and the others queue; what cannot be stored at all
 * is logged and left out.
 */
@Component(service = RoutesBuilder.class, property = "camel.context=call-log")
public final class CallLogRoutes extends RouteBuilder {

    @Override
    public void configure() {
        errorHandler(defaultErrorHandler()
                .maximumRedeliveries(-1)
                .redeliveryDelay(1000)
                .backOffMultiplier(2)
                .maximumRedeliveryDelay(10_000)
                .retryAttemptedLogLevel(LoggingLevel.WARN)
                .logRetryStackTrace(false));
        onException(Exception.class)
                .onWhen(CallLogRoutes::cannotBeStored)
                .handled(true)
                .maximumRedeliveries(0)
                .log(LoggingLevel.WARN, "Left out of the call log: ${body} (${exception.message})");

        from("timer:schema?repeatCount=1&delay=0")
                .routeId("schema")
                .to(sql(CallLogSql.SCHEMA[0]), sql(CallLogSql.SCHEMA[1]), sql(CallLogSql.SCHEMA[2]))
                .process(exchange -> exchange.getContext().getRouteController().startRoute("call-log"));

        from("ami:{{call-log.pbx:pbx1}}?events=Newchannel,NewCallerid,Newstate,Hangup")
                .routeId("call-log")
                .autoStartup(false)
                .choice()
                .when(header(ManagerConstants.EVENT_NAME).isEqualTo(EventGap.NAME))
                .log("Events of ${header.CamelAmiConnection} begin here, or are missing: ${header.CamelAmiGapKind}")
                .otherwise()
                .transform()
                .body(ManagerEvent.class, CallRow::of)
                .to("direct:store");

        from("direct:store")
                .routeId("store")
                .choice()
                .when(header(ManagerConstants.EVENT_NAME).isEqualTo("Newchannel"))
                .to(sql(CallLogSql.NEW_CALL), sql(CallLogSql.NEW_LEG))
                .when(header(ManagerConstants.EVENT_NAME).isEqualTo("NewCallerid"))
                .to(sql(CallLogSql.CALLER))
                .when(header(ManagerConstants.EVENT_NAME).isEqualTo("Hangup"))
                .to(sql(CallLogSql.LEG_ENDED), sql(CallLogSql.CALL_ENDED))
                .filter(header("CamelSqlUpdateCount").isGreaterThan(0))
                .to("sql:" + CallLogSql.CALL + "?dataSource=#calls&outputType=SelectOne")
                .log("Call ${body[call_id]} from ${body[caller]} to ${body[dialled]} ended: ${body[cause]}, began "
                        + "${body[started]}, answered ${body[answered]}, ended ${body[ended]}")
                .endChoice()
                .when(simple("${body[state]} == 'Up'"))
                .to(sql(CallLogSql.ANSWERED));
    }

    private static String sql(String statement) {
        return "sql:" + statement.replaceAll("\\s+", " ") + "?dataSource=#calls&noop=true";
    }

    /** SQL states of classes 22 and 23 mean that the data is at fault: trying again cannot help. */
    private static boolean cannotBeStored(Exchange exchange) {
        Throwable problem = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        while (problem != null) {
            if (problem instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState().startsWith("22") || sql.getSQLState().startsWith("23");
            }
            problem = problem.getCause();
        }
        return false;
    }
}
