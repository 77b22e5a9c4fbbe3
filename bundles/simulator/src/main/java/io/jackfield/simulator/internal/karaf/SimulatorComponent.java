package io.jackfield.simulator.internal.karaf;

import io.jackfield.simulator.Simulator;
import io.jackfield.simulator.SimulatorBuilder;
import io.jackfield.simulator.internal.SimulatorSettings;
import io.jackfield.simulator.internal.karaf.ConfigurationReader.ConfigurationError;
import io.jackfield.simulator.internal.pbx.EventClass;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One configuration of factory PID {@code io.jackfield.simulator}: a simulator as long as the configuration is there.
 * It provides no service itself, because its properties would be the configuration's, the secret among them.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "io.jackfield.simulator",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SimulatorConfiguration.class, factory = true)
public final class SimulatorComponent {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatorComponent.class);

    private final Optional<Simulator> simulator;
    private final Optional<ServiceRegistration<Simulator>> registration;

    @Activate
    public SimulatorComponent(BundleContext context, Map<String, Object> configuration) {
        simulator = start(new ConfigurationReader(configuration));
        registration = simulator.map(pbx -> context.registerService(Simulator.class, pbx, properties(pbx)));
    }

    private static Dictionary<String, Object> properties(Simulator pbx) {
        Hashtable<String, Object> properties = new Hashtable<>(Map.of("name", pbx.name(), "port", pbx.amiPort()));
        if (pbx.hasTls()) {
            properties.put("tlsPort", pbx.amiTlsPort());
        }
        if (pbx.hasHttp()) {
            properties.put("httpPort", pbx.httpPort());
        }
        if (pbx.hasHttp() && pbx.hasTls()) {
            properties.put("httpsPort", pbx.httpsPort());
        }
        return properties;
    }

    @Deactivate
    public void close() {
        registration.ifPresent(ServiceRegistration::unregister);
        simulator.ifPresent(Simulator::close);
    }

    /** Empty, and the reason in the log, if the configuration cannot be used. */
    private static Optional<Simulator> start(ConfigurationReader configuration) {
        try {
            Simulator pbx = builder(configuration).start();
            LOG.info("{} is ready", pbx);
            return Optional.of(pbx);
        } catch (ConfigurationError e) {
            LOG.error(e.getMessage());
        } catch (UncheckedIOException e) {
            LOG.error("{}: {}; choose another 'host', or another port", configuration.pid(), e.getMessage());
        }
        return Optional.empty();
    }

    private static SimulatorBuilder builder(ConfigurationReader configuration) {
        configuration.refuseUnknown(Stream.of(SimulatorConfiguration.class.getDeclaredMethods())
                .map(Method::getName)
                .collect(Collectors.toSet()));
        SimulatorBuilder builder = Simulator.builder()
                .name(configuration.name())
                .host(configuration.text("host", "127.0.0.1"))
                .port(configuration.port("port", 5038))
                .user(
                        configuration.required("username", "the name of the manager user that may log in"),
                        configuration.required("secret", "that user's secret"),
                        classes(configuration, "read"),
                        classes(configuration, "write"))
                .answerAfter(configuration.duration("answerAfter", "500ms"))
                .seed(configuration.parsed("seed", "1", "a whole number", Long::valueOf))
                .timestampEvents(configuration.bool("timestampEvents", false));
        configuration.extensions(builder::extension);
        KeyStoreReader.context(configuration)
                .ifPresent(context -> builder.tls(context).tlsPort(configuration.port("tlsPort", 5039)));
        http(configuration, builder);
        Duration minTalk = configuration.duration("minTalk", "1s");
        configuration.parsed(
                "maxTalk",
                "6s",
                "a time not shorter than minTalk",
                text -> builder.talkTime(minTalk, configuration.duration("maxTalk", "6s")));
        configuration.parsed("callsPerSecond", "0", "a number between 0 and 10000", text -> {
            double rate = Double.parseDouble(text);
            SimulatorSettings.checkRate(rate);
            return builder.traffic(rate);
        });
        return builder;
    }

    /** Only who names a port gets HTTP: no door opens by itself. */
    private static void http(ConfigurationReader configuration, SimulatorBuilder builder) {
        String meaning = "the port of the manager interface over HTTP";
        configuration.refuseWithout("httpPort", meaning, "httpsPort");
        configuration.refuseWithout("httpPort", meaning, "httpPrefix");
        if (!configuration.text("httpPort", "").isEmpty()) {
            builder.httpPort(configuration.port("httpPort", 0))
                    .httpsPort(configuration.port("httpsPort", 8089))
                    .httpPrefix(configuration.text("httpPrefix", ""));
        }
    }

    private static String classes(ConfigurationReader configuration, String key) {
        return configuration.parsed(key, "all", "all, or class names such as system,call between commas", text -> {
            EventClass.require(text);
            return text;
        });
    }
}
