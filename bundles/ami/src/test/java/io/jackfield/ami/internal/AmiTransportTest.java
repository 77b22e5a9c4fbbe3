package io.jackfield.ami.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.spi.Link;
import io.jackfield.manager.spi.LinkListener;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmiTransportTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String BANNER = "Asterisk Call Manager/11.0.0\r\n";

    private final EventLoopGroup io = new NioEventLoopGroup(1, new DefaultThreadFactory("test-io", true));
    private final ExecutorService resolver = Executors.newSingleThreadExecutor();
    private final Recorder heard = new Recorder();
    private ServerSocket server;
    private Socket peer;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        server.setSoTimeout(5_000);
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        if (peer != null) {
            peer.close();
        }
        server.close();
        resolver.shutdown();
        assertThat(resolver.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
        assertThat(io.shutdownGracefully(0, 2, TimeUnit.SECONDS).await(5, TimeUnit.SECONDS))
                .isTrue();
        assertThat(heard.afterTheEnd).isEmpty();
    }

    @Test
    void aGreetingOpensTheLinkAndWhatFollowsArrives() throws IOException {
        connect();
        send(BANNER);
        await().until(() -> heard.link != null);
        assertThat(heard.greeting).isEqualTo("Asterisk Call Manager/11.0.0");

        send("Event: A\r\n\r\n");
        await().until(() -> heard.text().equals("Event: A\r\n\r\n"));
    }

    @Test
    void aGreetingMayComeByteByByte() throws IOException {
        connect();
        peer.setTcpNoDelay(true);
        for (char c : BANNER.toCharArray()) {
            assertThat(heard.link).isNull();
            send(String.valueOf(c));
        }
        await().until(() -> heard.link != null);
        assertThat(heard.greeting).isEqualTo("Asterisk Call Manager/11.0.0");
        assertThat(heard.text()).isEmpty();
    }

    @Test
    void greetingAndFirstMessagesMayComeInOnePacket() throws IOException {
        connect();
        send(BANNER + "Event: FullyBooted\r\n\r\nEvent: B\r\n");
        await().until(() -> heard.text().equals("Event: FullyBooted\r\n\r\nEvent: B\r\n"));
        assertThat(heard.greeting).isEqualTo("Asterisk Call Manager/11.0.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Asterisk Call Manager/99.1.0-beta", "Asterisk Call Manager Proxy/1.0", "Asterisk Call Manager"})
    void unknownVersionsAreWelcome(String greeting) throws IOException {
        connect();
        send(greeting + "\n");
        await().until(() -> heard.link != null);
        assertThat(heard.greeting).isEqualTo(greeting);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 400 Bad Request\r\n\r\n", "\r\n", "\n"})
    void anotherGreetingIsGivenUpWithAReasonThatNamesTheMistake(String greeting) throws IOException {
        connect();
        send(greeting);
        await().until(() -> heard.closed != null);

        assertThat(heard.closed).contains("no Asterisk manager port", "Asterisk Call Manager");
        assertThat(heard.link).isNull();
        assertThat(heard.text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 250, 5_000})
    void aGreetingThatDoesNotEndIsGivenUp(int length) throws IOException {
        connect();
        send("Asterisk Call Manager/" + "1".repeat(length) + "\r\nEvent: A\r\n\r\n");
        await().until(() -> heard.closed != null);

        assertThat(heard.closed).contains("no Asterisk manager port");
        assertThat(heard.link).isNull();
        assertThat(heard.text()).isEmpty();
    }

    @Test
    void silenceInsteadOfAGreetingIsGivenUp() throws IOException {
        transport(server.getLocalPort(), Duration.ofMillis(200)).connect(heard);
        peer = server.accept();
        await().until(() -> heard.closed != null);

        assertThat(heard.closed).isEqualTo("no greeting within 200 ms; if it is a TLS port, set tls = true");
        assertThat(peer.getInputStream().read()).as("the line is closed").isEqualTo(-1);
    }

    @Test
    void anEndBeforeTheGreetingSaysSo() throws IOException {
        connect();
        send("Asterisk Call");
        peer.close();
        await().until(() -> heard.closed != null);

        assertThat(heard.closed).isEqualTo("the PBX closed the connection before its greeting");
    }

    @Test
    void anEndAfterTheGreetingSaysSo() throws IOException {
        open();
        peer.close();
        await().until(() -> heard.closed != null);

        assertThat(heard.closed).isEqualTo("the PBX closed the connection");
    }

    @Test
    void aResetIsAnEndWithItsReason() throws IOException {
        open();
        peer.setSoLinger(true, 0);
        peer.close();
        await().until(() -> heard.closed != null);

        assertThat(heard.closed).containsIgnoringCase("reset");
    }

    @Test
    void aPortWhereNobodyListensIsAReasonThatNamesIt() throws IOException {
        int port = server.getLocalPort();
        server.close();
        transport(port, Duration.ofSeconds(5)).connect(heard);
        await().until(() -> heard.closed != null);

        assertThat(heard.closed).contains("refused", "127.0.0.1", String.valueOf(port));
    }

    @Test
    void aHostNobodyKnowsIsAReasonThatNamesIt() {
        new AmiTransport("no-such-host.invalid", 5038, Duration.ofSeconds(5), Optional.empty(), io, resolver)
                .connect(heard);
        await().atMost(20, TimeUnit.SECONDS).until(() -> heard.closed != null);

        assertThat(heard.closed).isEqualTo("the host name no-such-host.invalid is unknown");
    }

    @Test
    void aTransportThatIsStoppingSaysSoAtOnce() {
        resolver.shutdown();
        transport(server.getLocalPort(), Duration.ofSeconds(5)).connect(heard);

        assertThat(heard.closed).isEqualTo("AMI is stopping");
    }

    @Test
    void oneTransportMakesOneLinkAfterAnother() throws IOException {
        AmiTransport transport = transport(server.getLocalPort(), Duration.ofSeconds(5));
        transport.connect(heard);
        peer = server.accept();
        peer.close();
        await().until(() -> heard.closed != null);

        Recorder second = new Recorder();
        transport.connect(second);
        peer = server.accept();
        send(BANNER);
        await().until(() -> second.link != null);
    }

    @Test
    void anActionArrivesAsOneMessage() throws IOException {
        open();
        assertThat(heard.link.send(ManagerAction.of("Ping"), "id-1", PATIENCE)).isTrue();

        assertThat(read("Action: Ping\r\nActionID: id-1\r\n\r\n".length()))
                .isEqualTo("Action: Ping\r\nActionID: id-1\r\n\r\n");
    }

    @Test
    void anActionThatIsTooLongIsRefusedAndTheLinkGoesOn() throws IOException {
        open();
        ManagerAction tooLong = ManagerAction.of("X").with("Data", "x".repeat(2_000));
        assertThatIllegalArgumentException().isThrownBy(() -> heard.link.send(tooLong, "id-1", PATIENCE));
        heard.link.send(ManagerAction.of("Ping"), "id-2", PATIENCE);

        assertThat(read(12)).isEqualTo("Action: Ping");
    }

    @Test
    void afterTheEndNothingIsTaken() throws IOException {
        open();
        peer.close();
        await().until(() -> heard.closed != null);

        assertThat(heard.link.send(ManagerAction.of("Ping"), "id-1", PATIENCE)).isFalse();
        heard.link.close();
    }

    @Test
    void closingWritesWhatWasHandedOverBefore() throws IOException {
        open();
        for (int i = 0; i < 1_000; i++) {
            heard.link.send(ManagerAction.of("X").with("Data", "x".repeat(900)), "id-" + i, PATIENCE);
        }
        heard.link.send(ManagerAction.of("Logoff"), "last", PATIENCE);
        heard.link.close();
        String all = new String(peer.getInputStream().readAllBytes(), ISO_8859_1);

        assertThat(all).endsWith("Action: Logoff\r\nActionID: last\r\n\r\n");
        assertThat(all.split("Action: X")).hasSize(1_001);
        await().until(() -> heard.closed != null);
    }

    @Test
    void closingDoesNotWaitForEverForAPbxThatDoesNotRead() throws IOException {
        open();
        ManagerAction large = ManagerAction.of("X").with("Data", "x".repeat(900));
        for (int i = 0; i < 20_000; i++) {
            heard.link.send(large, "id-" + i, PATIENCE);
        }
        heard.link.close();

        await().atMost(5, TimeUnit.SECONDS).until(() -> heard.closed != null);
    }

    @Test
    void aPbxThatDoesNotReadIsSentNoMoreThanWhatCanBeHeldAndPings() throws IOException {
        open();
        ManagerAction large = ManagerAction.of("X").with("Data", "x".repeat(900));
        // Full is what stays full: what was refused at first may fit once the kernel has taken what was handed over
        // before.
        AtomicInteger counted = new AtomicInteger();
        await().during(200, TimeUnit.MILLISECONDS).until(() -> takes(large, counted) == 0);
        int taken = counted.get();
        assertThat(taken).as("what the kernel and this process hold").isBetween(1_000, 50_000);
        assertThat(heard.link.send(ManagerAction.of("ping"), "check", PATIENCE)).isTrue();
        assertThat(heard.closed).isNull();

        String last = "Action: ping\r\nActionID: check\r\n\r\n";
        int length = taken * "Action: X\r\nActionID: id\r\nData: \r\n\r\n".length() + taken * 900 + last.length();
        assertThat(read(length)).endsWith(last);
        await().until(() -> heard.link.send(large, "id", PATIENCE));
    }

    /** How many more are taken before one is refused. */
    private int takes(ManagerAction action, AtomicInteger counted) {
        int before = counted.get();
        while (heard.link.send(action, "id", PATIENCE) && counted.incrementAndGet() < 100_000) {
            Thread.onSpinWait();
        }
        return counted.get() - before;
    }

    @Test
    void aDefectIsLoggedOnceWithItsStackAndEndsTheLink() throws IOException {
        connect();
        heard.defective = true;
        try (CapturedLog log = new CapturedLog()) {
            send(BANNER + "x".repeat(300_000));
            await().until(() -> heard.closed != null);

            assertThat(log.text().split("a defect of Jackfield", -1)).hasSize(2);
            assertThat(log.text())
                    .contains("ERROR")
                    .contains("IllegalStateException: no such thing")
                    .contains("at " + Recorder.class.getName() + ".received");
        }
        assertThat(heard.closed).isEqualTo("a defect of Jackfield: java.lang.IllegalStateException: no such thing");
    }

    @Test
    void whatThePbxCausesIsNoDefect() throws IOException {
        try (CapturedLog log = new CapturedLog()) {
            open();
            peer.setSoLinger(true, 0);
            peer.close();
            await().until(() -> heard.closed != null);

            assertThat(log.text()).doesNotContain("ERROR", "WARN");
        }
    }

    @Test
    void bytesOfEveryValueArriveAsTheyWereSent() throws IOException {
        open();
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 256; c++) {
            all.append(c);
        }
        String sent = all.toString().repeat(2_000);
        send(sent);

        await().until(() -> heard.text().length() == sent.length());
        assertThat(heard.text().equals(sent)).isTrue();
    }

    @Test
    void thePeerIsShownSoThatItCanBeCopied() {
        assertThat(new AmiTransport("pbx.example", 5038, Duration.ofSeconds(1), Optional.empty(), io, resolver).peer())
                .isEqualTo("pbx.example:5038");
        assertThat(new AmiTransport("::1", 5038, Duration.ofSeconds(1), Optional.empty(), io, resolver).peer())
                .isEqualTo("[::1]:5038");
    }

    /** Looks often: nothing here takes long. */
    private static ConditionFactory await() {
        return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
    }

    private AmiTransport transport(int port, Duration timeout) {
        return new AmiTransport("127.0.0.1", port, timeout, Optional.empty(), io, resolver);
    }

    private void connect() throws IOException {
        transport(server.getLocalPort(), Duration.ofSeconds(5)).connect(heard);
        peer = server.accept();
        peer.setSoTimeout(5_000);
    }

    private void open() throws IOException {
        connect();
        send(BANNER);
        await().until(() -> heard.link != null);
    }

    private void send(String text) throws IOException {
        peer.getOutputStream().write(text.getBytes(ISO_8859_1));
        peer.getOutputStream().flush();
    }

    private String read(int length) throws IOException {
        return new String(peer.getInputStream().readNBytes(length), ISO_8859_1);
    }

    private static final class Recorder implements LinkListener {

        private final StringBuffer text = new StringBuffer();
        private final List<String> afterTheEnd = new CopyOnWriteArrayList<>();
        private volatile boolean defective;
        private volatile Link link;
        private volatile String greeting;
        private volatile String closed;

        @Override
        public void answered(byte[] bytes, int offset, int length) {
            throw new AssertionError("answers and events come on one line");
        }

        @Override
        public void unanswered(String actionId, boolean written, String reason) {
            throw new AssertionError("a line ends as a whole");
        }

        @Override
        public void refused(String reason) {
            throw new AssertionError("who logs in is not the transport's business");
        }

        @Override
        public void opened(Link opened, String words) {
            note("opened");
            greeting = words;
            link = opened;
        }

        @Override
        public void received(byte[] bytes, int offset, int length) {
            note("received");
            if (defective) {
                throw new IllegalStateException("no such thing");
            }
            text.append(new String(bytes, offset, length, ISO_8859_1));
        }

        @Override
        public void closed(String reason) {
            note("closed");
            closed = reason;
        }

        private void note(String call) {
            if (closed != null) {
                afterTheEnd.add(call);
            }
        }

        private String text() {
            return text.toString();
        }
    }
}
