package io.jackfield.itests.karaf;

import java.util.List;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.security.AuthenticationUser;
import org.apache.activemq.security.SimpleAuthenticationPlugin;

/** The program of an {@link OutsideBroker}'s JVM; it ends with the pipe to its parent. */
final class OutsideBrokerMain {

    private OutsideBrokerMain() {}

    /** @param args the address to listen at, and a folder for messages */
    public static void main(String[] args) throws Exception {
        BrokerService broker = new BrokerService();
        broker.setUseJmx(false);
        broker.setUseShutdownHook(false);
        broker.setDataDirectory(args[1]);
        broker.setPlugins(new BrokerPlugin[] {
            new SimpleAuthenticationPlugin(List.of(new AuthenticationUser("esb", "esb-secret", "users")))
        });
        broker.addConnector(args[0]);
        broker.start();
        broker.waitUntilStarted();
        System.out.println("ready");
        while (System.in.read() >= 0) {
            // Nothing is said to it.
        }
        Runtime.getRuntime().halt(0);
    }
}
