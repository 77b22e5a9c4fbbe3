package io.jackfield.itests.karaf;

import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.logLevel;

import io.jackfield.itests.asterisk.Asterisk;
import io.jackfield.itests.asterisk.AsteriskVersion;
import io.jackfield.itests.asterisk.LoopbackPorts;
import io.jackfield.itests.asterisk.PbxUnderTest;
import io.jackfield.simulator.Simulator;
import io.jackfield.simulator.SimulatorBuilder;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.karaf.options.LogLevelOption;

/**
 * The distribution as Pax Exam's container, with a PBX beside it: a real Asterisk 22, or with {@code -Dpbx=simulator} our
 * stand-in inside Karaf. The tests find the PBX by system properties. Runs in the JVM that drives the tests.
 */
final class JackfieldContainer {

    static final String USER = "jackfield";
    static final String SECRET = "s3cret-of-the-pbx";

    private static final int BUSY_LINES = 3;

    /** A line on which one call follows the other, each of a second; and an extension whose state is that of a lamp. */
    private static final String BUSY_LINE =
            """
            [busy]
            exten = line,1,Answer()
             same = n(again),Dial(Local/101@phones/n,10,gS(1))
             same = n,Goto(again)

            [hints]
            exten = lamp,hint,Custom:lamp
            """;

    private JackfieldContainer() {}

    static Option[] withPbx() {
        List<Option> options = new ArrayList<>(karaf());
        if (PbxUnderTest.current().includes(AsteriskVersion.V22)) {
            options.add(systemProperty("pbx.kind").value("Asterisk 22"));
            options.add(systemProperty("pbx.port")
                    .value(Integer.toString(asterisk(BUSY_LINE).amiPort())));
        } else {
            options.add(systemProperty("pbx.kind").value("simulator"));
            options.add(systemProperty("pbx.port").value(Integer.toString(LoopbackPorts.next())));
        }
        return options.toArray(Option[]::new);
    }

    /** As {@link #withPbx}, but calls go on all the time, and the simulator is outside Karaf, too: nothing there disturbs it. */
    static Option[] withBusyPbx() {
        List<Option> options = new ArrayList<>(karaf());
        int port;
        if (PbxUnderTest.current().includes(AsteriskVersion.V22)) {
            Asterisk pbx = asterisk(BUSY_LINE);
            for (int line = 0; line < BUSY_LINES; line++) {
                pbx.cli("channel originate Local/line@busy/n application Wait 86400");
            }
            port = pbx.amiPort();
        } else {
            Simulator pbx =
                    Simulator.builder().user(USER, SECRET).traffic(BUSY_LINES).start();
            Runtime.getRuntime().addShutdownHook(new Thread(pbx::close));
            port = pbx.amiPort();
        }
        options.add(systemProperty("pbx.port").value(Integer.toString(port)));
        return options.toArray(Option[]::new);
    }

    /** As {@link #withPbx}, but the PBX is outside Karaf and has the {@link AgiDialplan}. */
    static Option[] withAgi() {
        List<Option> options = new ArrayList<>(karaf());
        int agiPort = LoopbackPorts.next();
        int port;
        if (PbxUnderTest.current().includes(AsteriskVersion.V22)) {
            options.add(systemProperty("pbx.kind").value("Asterisk 22"));
            port = asterisk(AgiDialplan.text(agiPort)).amiPort();
        } else {
            options.add(systemProperty("pbx.kind").value("simulator"));
            SimulatorBuilder builder =
                    Simulator.builder().port(LoopbackPorts.next()).user(USER, SECRET);
            AgiDialplan.forEach(agiPort, builder::extension);
            Simulator pbx = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(pbx::close));
            port = pbx.amiPort();
        }
        options.add(systemProperty("pbx.port").value(Integer.toString(port)));
        options.add(systemProperty("agi.port").value(Integer.toString(agiPort)));
        return options.toArray(Option[]::new);
    }

    private static Asterisk asterisk(String dialplan) {
        Asterisk pbx = Asterisk.v22()
                .user(USER, SECRET)
                .append("extensions.conf", dialplan)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(pbx::close));
        return pbx;
    }

    private static List<Option> karaf() {
        List<Option> options = new ArrayList<>(List.of(
                karafDistributionConfiguration()
                        .frameworkUrl(new File(System.getProperty("jackfield.assembly"))
                                .toURI()
                                .toString())
                        .karafVersion(System.getProperty("karaf.version"))
                        .name("Jackfield")
                        .unpackDirectory(new File("target/exam"))
                        .useDeployFolder(false),
                keepRuntimeFolder(),
                configureConsole().ignoreLocalConsole(),
                logLevel(LogLevelOption.LogLevel.INFO),
                systemProperty("jackfield.version").value(System.getProperty("jackfield.version")),
                editConfigurationFilePut(
                        "etc/org.ops4j.pax.url.mvn.cfg",
                        "org.ops4j.pax.url.mvn.localRepository",
                        System.getProperty("jackfield.localRepository")),
                port("etc/org.apache.karaf.shell.cfg", "sshPort"),
                port("etc/org.apache.karaf.management.cfg", "rmiRegistryPort"),
                port("etc/org.apache.karaf.management.cfg", "rmiServerPort")));
        for (String option : MODULE_SYSTEM) {
            options.add(vmOption(option));
        }
        return options;
    }

    private static Option port(String file, String key) {
        return editConfigurationFilePut(file, key, Integer.toString(LoopbackPorts.next()));
    }

    /** What Karaf's own start script passes to a JVM with modules. */
    private static final List<String> MODULE_SYSTEM = List.of(
            "--add-reads=java.xml=java.logging",
            "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
            "--patch-module=java.base=lib/endorsed/org.apache.karaf.specs.locator-"
                    + System.getProperty("karaf.version") + ".jar",
            "--patch-module=java.xml=lib/endorsed/org.apache.karaf.specs.java.xml-"
                    + System.getProperty("karaf.version") + ".jar",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.naming/javax.naming.spi=ALL-UNNAMED",
            "--add-opens=java.rmi/sun.rmi.transport.tcp=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.protocol.file=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.protocol.ftp=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.protocol.http=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.protocol.https=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.protocol.jar=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.content.text=ALL-UNNAMED",
            "--add-exports=jdk.naming.rmi/com.sun.jndi.url.rmi=ALL-UNNAMED",
            "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
            "-classpath",
            "lib/jdk9plus/*" + File.pathSeparator + "lib/boot/*" + File.pathSeparator + "lib/endorsed/*");
}
