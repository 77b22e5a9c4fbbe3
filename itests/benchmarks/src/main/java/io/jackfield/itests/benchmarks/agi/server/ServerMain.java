package io.jackfield.itests.benchmarks.agi.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The process of the servers under test. Each line of its standard input is a command, answered by one line of numbers: {@code
 * start SERVER SESSIONS} by the port, {@code progress}, {@code vitals}, {@code stop}. It ends with its input.
 */
final class ServerMain {

    private Server server;

    private ServerMain() {}

    public static void main(String[] args) throws Exception {
        ServerMain process = new ServerMain();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = in.readLine(); command != null; command = in.readLine()) {
            System.out.println(process.execute(command.split(" ")));
        }
        // Not left to the threads: a competitor may have some that never end.
        System.exit(0);
    }

    private String execute(String[] command) throws Exception {
        switch (command[0]) {
            case "start" -> {
                server = Servers.valueOf(command[1]).start(Integer.parseInt(command[2]));
                return String.valueOf(server.port());
            }
            case "progress" -> {
                Progress progress = server.progress();
                return progress.begun() + " " + progress.completed();
            }
            case "vitals" -> {
                Vitals vitals = Vitals.measure();
                return vitals.threads() + " " + vitals.javaThreads() + " " + vitals.heapBytes();
            }
            case "stop" -> {
                server.close();
                return "0";
            }
            default -> throw new IOException("there is no command " + command[0]);
        }
    }
}
