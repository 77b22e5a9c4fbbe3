package io.jackfield.itests.karaf;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/**
 * Bundles, features, routes and configurations come, change and go while calls run and two routes take events, one from a file and
 * one from a bundle. After each test every event that a witness saw was delivered by either route, or lies in a gap that the route
 * was told of.
 *
 * <p>Nothing here is linked to a class of Jackfield or of Camel: their updates would restart these tests as well.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class HotDeploymentIT {

    private interface Change {
        void make() throws Exception;
    }

    private static final int PORT = Integer.getInteger("pbx.port", 0);
    private static final List<String> CONTEXTS = List.of("hot-file", "hot-bundle");
    private static final int ROUNDS = 5;
    private static final String CONNECTION_FILE = "etc/io.jackfield.ami-pbx1.cfg";
    private static final String CONNECTION =
            """
            host = 127.0.0.1
            port = %d
            username = %s
            secret = $[secret:pbx1.secret]
            """
                    .formatted(PORT, JackfieldContainer.USER);

    private static final String ROUTE_FILE = "deploy/hot-file.camel.yaml";
    private static final String ROUTE =
            """
            - from:
                uri: ami:pbx1?events=UserEvent&where=UserEvent=Numbered
                steps:
                  - setBody:
                      simple: %s ${body}
                  - to: bean:file-route?method=add
            """;

    @Inject
    private BundleContext bundles;

    private final Operator operator = new Operator();
    private final RouteDiary fileRoute = new RouteDiary();
    private final RouteDiary bundleRoute = new RouteDiary();
    private final List<RouteDiary> diaries = List.of(fileRoute, bundleRoute);
    private final List<ServiceRegistration<?>> services = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private Deployer deployer;
    private Accounting accounting;
    private Witness witness;
    private Bundle routes;
    private int logged;

    @Configuration
    public Option[] container() {
        return JackfieldContainer.withBusyPbx();
    }

    @Before
    public void takeEvents() throws Exception {
        logged = operator.log().size();
        deployer = new Deployer(bundles);
        accounting = new Accounting(bundles);
        witness = new Witness(PORT, JackfieldContainer.USER, JackfieldContainer.SECRET);
        register("file-route", fileRoute);
        register("bundle-route", bundleRoute);
        operator.write("etc/pbx1.secret", JackfieldContainer.SECRET);
        expect("START", () -> {
            operator.write(CONNECTION_FILE, CONNECTION);
            operator.write(ROUTE_FILE, ROUTE.formatted("1.0.0"));
            routes = deployer.install(RoutesBundle.version("1.0.0"));
        });
    }

    private void register(String name, RouteDiary diary) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("name", name);
        services.add(bundles.registerService(RouteDiary.class, diary, properties));
    }

    @After
    public void checkTheDiaries() throws Exception {
        try {
            int last = witness.last();
            for (RouteDiary diary : diaries) {
                await("all " + last + " events", () -> diary.last() == last);
                diary.audit(witness);
            }
            assertEquals(List.of(), news(" ERROR "));
            assertEquals(List.of(), news("\tat "));
        } finally {
            witness.close();
            operator.delete(ROUTE_FILE);
            Deployer.uninstall(routes);
            Operator.await("no routes run", () -> deployer.contexts().isEmpty());
            services.forEach(ServiceRegistration::unregister);
        }
    }

    @Test
    public void anUpdateBelowTheConnectionIsOneLostGap() throws Exception {
        Leftovers before = new Leftovers(bundles, "io.jackfield.ami", "io.netty");
        for (String bundle : List.of("io.jackfield.ami", "io.netty.handler", "io.netty.common")) {
            expect("LOST", () -> deployer.update(bundle));
        }
        before.assertGone();
    }

    @Test
    public void anUpdateBelowTheRoutesStartsThemAnew() throws Exception {
        // All but agi and fastagi, which stand on none of these and stay as they are.
        Leftovers before = new Leftovers(
                bundles,
                "io.jackfield.manager",
                "io.jackfield.ami",
                "io.jackfield.ajam",
                "io.jackfield.asyncagi",
                "io.jackfield.camel-");
        for (String bundle : List.of(
                "io.jackfield.camel-ami",
                "io.jackfield.camel-manager",
                "io.jackfield.camel-routes",
                "io.jackfield.manager",
                "io.jackfield.camel-core")) {
            expect("START", () -> deployer.update(bundle));
        }
        before.assertGone();
    }

    @Test
    public void aNewVersionOfTheRoutesTakesThePlaceOfTheOld() throws Exception {
        Leftovers before = new Leftovers(bundles, "numbered-events");
        expect("START", () -> {
            operator.write(ROUTE_FILE, ROUTE.formatted("2.0.0"));
            routes.update(RoutesBundle.version("2.0.0"));
        });
        for (RouteDiary diary : diaries) {
            assertTrue(diary.endsWith("2.0.0"));
        }
        before.assertGone();
    }

    @Test
    public void routesThatAreTakenAwayAndBroughtBackStartAnew() throws Exception {
        expect("START", () -> {
            operator.delete(ROUTE_FILE);
            routes.stop();
            await("no routes run", () -> deployer.contexts().isEmpty());
            operator.write(ROUTE_FILE, ROUTE.formatted("1.0.0"));
            routes.start();
        });
    }

    @Test
    public void routesThatChangeAmidUpdatesEndAsTheirLatestVersion() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            operator.write(ROUTE_FILE, ROUTE.formatted("2.0.0"));
            deployer.update(
                    "io.jackfield.camel-ami", "io.jackfield.camel-manager", "io.jackfield.ami", "io.jackfield.manager");
            deployer.update("io.jackfield.camel-manager");
            routes.update(RoutesBundle.version("2.0.0"));
            deployer.update("io.jackfield.camel-routes");
            deployer.update("io.jackfield.camel-ami");
        }
        int raised = witness.raised();
        for (RouteDiary diary : diaries) {
            await("events of version 2.0.0", () -> diary.last() > raised && diary.endsWith("2.0.0"));
        }
    }

    @Test
    public void aConnectionThatIsEditedOrDeletedAndBroughtBackIsOneGapEachTime() throws Exception {
        int logins = news("pbx1: logged in").size();
        expect("LOST", () -> operator.write(CONNECTION_FILE, CONNECTION + "actionTimeout = 7s\n"));
        assertEquals(
                "one login takes the place of the other",
                logins + 1,
                news("pbx1: logged in").size());
        int waited = news("the connection pbx1 is gone; the route waits for its return")
                .size();
        operator.delete(CONNECTION_FILE);
        await(
                "both routes say that they wait",
                () -> news("the connection pbx1 is gone; the route waits for its return")
                                .size()
                        == waited + 2);
        for (String context : CONTEXTS) {
            assertEquals(List.of("DOWN pbx1: there is no connection named pbx1, known are []"), Health.of(context));
        }
        expect("LOST", this::bringBackTheConnection);
        for (String context : CONTEXTS) {
            await("the health of " + context, () -> Health.of(context).equals(List.of("UP")));
        }
    }

    /** File Install deletes the file of a configuration that was deleted, a moment later, even if it is a new one. */
    private void bringBackTheConnection() throws Exception {
        int created = news("Creating configuration {io.jackfield.ami~pbx1}").size();
        await("the file is taken", () -> {
            if (!operator.exists(CONNECTION_FILE)) {
                operator.write(CONNECTION_FILE, CONNECTION);
            }
            return news("Creating configuration {io.jackfield.ami~pbx1}").size() > created;
        });
    }

    @Test
    public void anUninstalledFeatureLeavesNothingAndInstalledAgainItGoesOn() throws Exception {
        Deployer.uninstall(routes);
        Leftovers before = new Leftovers(bundles, "io.jackfield.", "io.netty.", "camel-");
        deployer.uninstallFeature("jackfield");
        try {
            assertEquals(List.of(), deployer.bundles("io.jackfield.", "io.netty.", "camel-"));
            assertEquals(List.of(), deployer.services("io.jackfield.", "org.apache.camel."));
            await("their threads have ended", () -> Leftovers.threads().isEmpty());
            assertEquals(Set.of(), Leftovers.managed());
            before.assertGone();
        } finally {
            deployer.installFeature("jackfield");
        }
        expect("START", () -> routes = deployer.install(RoutesBundle.version("1.0.0")));
    }

    /** Each route has exactly this gap more afterwards, and takes events again. */
    private void expect(String gap, Change change) throws Exception {
        gaps.add(gap);
        change.make();
        for (RouteDiary diary : diaries) {
            await(gap + ", then events", () -> diary.gaps().size() >= gaps.size() && diary.last() > 0);
        }
        diaries.forEach(diary -> assertEquals(gaps, diary.gaps()));
    }

    /** Waits, and looks into the books meanwhile. */
    private void await(String what, Callable<Boolean> condition) throws Exception {
        Operator.await(what, () -> {
            assertEquals(List.of(), accounting.unbalanced());
            return condition.call();
        });
    }

    private List<String> news(String part) throws Exception {
        List<String> log = operator.log();
        return log.subList(logged, log.size()).stream()
                .filter(line -> line.contains(part))
                .toList();
    }
}
