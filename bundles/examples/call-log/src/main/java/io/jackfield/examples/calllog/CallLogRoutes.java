package io.jackfield.examples.calllog;

import io.jackfield.camel.manager.ManagerConstants;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.SnapshotEnd;
import io.jackfield.manager.StreamItem;
import java.util.List;
import org.apache.camel.LoggingLevel;
import org.apache.camel.Predicate;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Component;

/**
 * One row a call. A call is known by the {@code Linkedid} that its first channel began with, a leg stays with the call it began
 * in, and a call ends with its last leg. When Asterisk links two calls, because one was transferred or picked up, the later row
 * names the other.
 *
 * <p>Where events are missing every open leg is in doubt, until the list of channels that follows has it; those it does not have
 * have ended, and channels that began unseen get their rows.
 *
 * <p>While the database is away the route waits with the event at hand and the others queue.
 */
@Component(service = RoutesBuilder.class, property = "camel.context=call-log")
public final class CallLogRoutes extends RouteBuilder {

    private final Database database = new Database("calls");

    @Override
    public void configure() {
        errorHandler(defaultErrorHandler()
                .maximumRedeliveries(-1)
                .redeliveryDelay(500)
                .backOffMultiplier(2)
                .maximumRedeliveryDelay(10_000)
                .onRedelivery(database::failed)
                .retryAttemptedLogLevel(LoggingLevel.DEBUG));
        onException(Exception.class)
                .onWhen(Database::refusesTheData)
                .handled(true)
                .maximumRedeliveries(0)
                .log(LoggingLevel.WARN, "Left out of the call log: ${variable.item} (${exception.message})");

        from("ami:{{call-log.pbx:pbx1}}?events=Newchannel,NewCallerid,Newstate,BridgeEnter,Hangup"
                        + "&snapshot=channels&queueSize={{call-log.queue:50000}}")
                .routeId("call-log")
                .setVariable("item", body())
                .transform()
                .body(StreamItem.class, CallRow::of)
                .to("direct:store")
                .process(database::worked);

        from("direct:store")
                .routeId("store")
                .choice()
                .when(eventIs(EventGap.NAME))
                .log("Events of ${header.CamelAmiConnection} begin here, or are missing: ${header.CamelAmiGapKind}")
                .to(sql(CallLogSql.CALLS), sql(CallLogSql.LEGS), sql(CallLogSql.LEGS_OF_CALL))
                .to(sql(CallLogSql.OPEN_LEGS_IN_DOUBT))
                .when(eventIs(SnapshotEnd.NAME))
                .to("direct:snapshot")
                .when(eventIs("Newchannel", "CoreShowChannel"))
                .to(sql(CallLogSql.NEW_CALL), sql(CallLogSql.NEW_LEG), sql(CallLogSql.LEG_IS_THERE))
                .to(sql(CallLogSql.CALLER), sql(CallLogSql.JOINED))
                .when(eventIs("NewCallerid"))
                .to(sql(CallLogSql.CALLER))
                .when(eventIs("BridgeEnter"))
                .to(sql(CallLogSql.JOINED))
                .when(eventIs("Hangup"))
                .to(sql(CallLogSql.JOINED), sql(CallLogSql.LEG_ENDED), sql(CallLogSql.CALL_ENDED))
                .filter(header("CamelSqlUpdateCount").isGreaterThan(0))
                .to("sql:" + CallLogSql.CALL + "?dataSource=#calls&outputType=SelectOne")
                .log("Call ${body[call_id]} from ${body[caller]} to ${body[dialled]} ended: ${body[cause]}, began "
                        + "${body[started]}, answered ${body[answered]}, ended ${body[ended]}")
                .endChoice()
                .end()
                .filter(simple("${body[state]} == 'Up'"))
                .to(sql(CallLogSql.LEG_ANSWERED), sql(CallLogSql.CALL_ANSWERED));

        from("direct:snapshot")
                .routeId("snapshot")
                .choice()
                .when(header(ManagerConstants.SNAPSHOT_INCOMPLETE).isNotNull())
                .log(
                        LoggingLevel.WARN,
                        "Calls that ended unseen stay open: ${header.CamelAmiConnection} does not list its channels: "
                                + "${header.CamelAmiSnapshotIncomplete}")
                .otherwise()
                .to(sql(CallLogSql.LEGS_GONE), sql(CallLogSql.CALLS_GONE))
                .filter(header("CamelSqlUpdateCount").isGreaterThan(0))
                .log("${header.CamelSqlUpdateCount} calls of ${header.CamelAmiConnection} ended unseen");
    }

    private static Predicate eventIs(String... names) {
        return exchange -> List.of(names).contains(exchange.getMessage().getHeader(ManagerConstants.EVENT_NAME));
    }

    private static String sql(String statement) {
        return "sql:" + statement.replaceAll("\\s+", " ") + "?dataSource=#calls&noop=true";
    }
}
