package io.jackfield.itests.asterisk;

import io.jackfield.itests.asterisk.internal.Scripts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An Asterisk on this machine. It is only read: every instance has a folder of its own.
 *
 * @param release what {@code asterisk -V} says, such as {@code Asterisk 22.10.1}
 * @param tree the root folder it lives in: a whole Debian tree, or {@code /}
 * @param program the binary, as seen inside the tree
 */
public record AsteriskInstallation(String release, Path tree, String program) {
    /**
     * Finds this version: what {@code -Dpbx.home.22} (or 16) or {@code -Dpbx.home} names, else the cache
     * ({@code -Dpbx.cache}, by default {@code ~/.cache/jackfield/asterisk}), else installs it there, which takes root on Debian,
     * a network and some 20 seconds, and is announced on standard output. Blocks until then.
     *
     * @throws AsteriskException if there is none; the message says what to do
     */
    public static AsteriskInstallation find(AsteriskVersion version) {
        return named(version).orElseGet(() -> cached(version));
    }

    /**
     * The Asterisk in a folder: either a tree with {@code usr/sbin/asterisk}, which can be the root of this machine, or the prefix
     * of one that was built here, with {@code sbin/asterisk}.
     *
     * @throws AsteriskException if there is none, or if it cannot be run
     */
    public static AsteriskInstallation at(Path home) {
        if (Files.isExecutable(home.resolve("usr/sbin/asterisk"))) {
            return in(home.toAbsolutePath().normalize(), "/usr/sbin/asterisk");
        }
        Path program = home.resolve("sbin/asterisk").toAbsolutePath().normalize();
        if (Files.isExecutable(program)) {
            return in(Path.of("/"), program.toString());
        }
        throw new AsteriskException("no Asterisk in " + home + ": expected usr/sbin/asterisk or sbin/asterisk in it");
    }

    public boolean is(AsteriskVersion version) {
        return release.matches("Asterisk (GIT-|certified[-/])?" + version.major() + "[.-].*");
    }

    private static Optional<AsteriskInstallation> named(AsteriskVersion version) {
        String key = "pbx.home." + version.major();
        String ofVersion = System.getProperty(key);
        if (ofVersion != null) {
            AsteriskInstallation found = at(Path.of(ofVersion));
            if (!found.is(version)) {
                throw new AsteriskException(
                        "-D" + key + "=" + ofVersion + " holds " + found.release + ", not " + version);
            }
            return Optional.of(found);
        }
        return Optional.ofNullable(System.getProperty("pbx.home"))
                .map(home -> at(Path.of(home)))
                .filter(found -> found.is(version));
    }

    private static AsteriskInstallation cached(AsteriskVersion version) {
        Path cache = cache();
        Path tree = cache.resolve(Integer.toString(version.major()));
        if (!Files.isExecutable(tree.resolve("usr/sbin/asterisk"))) {
            Scripts.run(
                    "install",
                    System.out::println,
                    "--cache",
                    cache.toString(),
                    tree.getFileName().toString());
        }
        AsteriskInstallation found = at(tree);
        if (!found.is(version)) {
            throw new AsteriskException(tree + " holds " + found.release + ", not " + version + ": remove that folder");
        }
        return found;
    }

    private static Path cache() {
        String named = System.getProperty("pbx.cache");
        if (named != null) {
            return Path.of(named);
        }
        String userCache = System.getenv("XDG_CACHE_HOME");
        Path base = userCache == null || userCache.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(userCache);
        return base.resolve("jackfield/asterisk");
    }

    private static AsteriskInstallation in(Path tree, String program) {
        try {
            String release = Scripts.run("run", line -> {}, "version", tree.toString(), program);
            return new AsteriskInstallation(release, tree, program);
        } catch (AsteriskException e) {
            throw new AsteriskException(
                    "cannot run " + program + " in " + tree + ": " + e.getMessage()
                            + "\nThis takes root or, for others, user namespaces; tests run without an Asterisk with -Dpbx=simulator",
                    e);
        }
    }
}
