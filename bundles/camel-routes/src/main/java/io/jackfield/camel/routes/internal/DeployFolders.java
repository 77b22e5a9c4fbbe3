package io.jackfield.camel.routes.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Looks for route files in the folders that File Install watches. File Install reports a file once; to an installer
 * that comes back, after an update for example, it says nothing of the files that stayed as they were.
 */
final class DeployFolders {
    private static final String FACTORY_PID = "org.apache.felix.fileinstall";

    private final ConfigurationAdmin admin;

    DeployFolders(ConfigurationAdmin admin) {
        this.admin = admin;
    }

    List<Path> routeFiles() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Configuration watched : watchedFolders()) {
            Dictionary<String, Object> settings = watched.getProperties();
            if (settings.get("felix.fileinstall.dir") instanceof String folder && Files.isDirectory(Path.of(folder))) {
                String filter = settings.get("felix.fileinstall.filter") instanceof String regex ? regex : ".*";
                try (Stream<Path> all = Files.list(Path.of(folder))) {
                    all.filter(FileSource::handles)
                            .filter(file -> file.getFileName().toString().matches(filter))
                            .sorted()
                            .forEach(files::add);
                }
            }
        }
        return files;
    }

    private Configuration[] watchedFolders() throws IOException {
        try {
            Configuration[] found = admin.listConfigurations("(service.factoryPid=" + FACTORY_PID + ")");
            return found == null ? new Configuration[0] : found;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
