package io.jackfield.camel.routes.internal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes {@code *.camel.yaml} and {@code *.camel.xml} files from the deploy folder. The ranking puts it before the
 * deployers that look into every XML file.
 */
@Component(property = "service.ranking:Integer=1000")
public final class DeployedFiles implements ArtifactInstaller {
    private static final Logger LOG = LoggerFactory.getLogger(DeployedFiles.class);

    private final ContextSupervisor supervisor;

    @Activate
    public DeployedFiles(@Reference ContextSupervisor supervisor, @Reference ConfigurationAdmin admin)
            throws IOException {
        this.supervisor = supervisor;
        for (Path file : new DeployFolders(admin).routeFiles()) {
            put(file);
        }
    }

    @Override
    public boolean canHandle(File artifact) {
        return FileSource.handles(artifact.toPath());
    }

    @Override
    public void install(File artifact) {
        put(artifact.toPath());
    }

    @Override
    public void update(File artifact) {
        put(artifact.toPath());
    }

    @Override
    public void uninstall(File artifact) {
        supervisor.remove(normal(artifact.toPath()));
    }

    private void put(Path file) {
        try {
            supervisor.put(FileSource.read(normal(file)));
        } catch (IOException e) {
            LOG.error("{} cannot be read, it has to be text in UTF-8: {}", file, e.toString());
        }
    }

    private static Path normal(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
