package io.jackfield.itests.benchmarks.ami;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import org.asteriskjava.manager.DefaultManagerConnection;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.PingAction;

/** asterisk-java with a listener that holds the thread on which it is called. */
final class AsteriskJavaPinger implements Pinger {

    @Override
    public Login login(InetSocketAddress pbx) throws Exception {
        DefaultManagerConnection connection =
                new DefaultManagerConnection(pbx.getHostString(), pbx.getPort(), "benchmark", "benchmark");
        CountDownLatch release = new CountDownLatch(1);
        connection.login();
        connection.addEventListener(event -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return new Login() {
            @Override
            public boolean ping() {
                try {
                    connection.sendAction(new PingAction());
                    return true;
                } catch (TimeoutException gaveUp) {
                    return false;
                } catch (IOException e) {
                    throw new IllegalStateException("asterisk-java lost its connection", e);
                }
            }

            @Override
            public void close() {
                release.countDown();
                connection.logoff();
            }
        };
    }
}
