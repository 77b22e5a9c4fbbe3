package io.jackfield.camel.routes.internal;

import io.jackfield.camel.routes.CamelRoutes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the route files that bundles carry to the supervisor. Those of a bundle that is not active yet are reported, too,
 * so that routes which wait for a bundle with a lazy start say so.
 */
@Component(service = {})
public final class BundledFiles implements BundleTrackerCustomizer<List<FileSource>> {
    private static final Logger LOG = LoggerFactory.getLogger(BundledFiles.class);

    private final ContextSupervisor supervisor;
    private final BundleTracker<List<FileSource>> tracker;

    @Activate
    public BundledFiles(BundleContext bundleContext, @Reference ContextSupervisor supervisor) {
        this.supervisor = supervisor;
        this.tracker = new BundleTracker<>(bundleContext, Bundle.STARTING | Bundle.ACTIVE, this);
        tracker.open();
    }

    @Deactivate
    void close() {
        tracker.close();
    }

    @Override
    public List<FileSource> addingBundle(Bundle bundle, BundleEvent event) {
        List<FileSource> files = new ArrayList<>();
        Enumeration<String> paths = bundle.getEntryPaths(CamelRoutes.FOLDER);
        for (String path : paths == null ? List.<String>of() : Collections.list(paths)) {
            if (FileSource.handles(Path.of(path))) {
                read(bundle, path, files);
            }
        }
        files.forEach(supervisor::put);
        return files;
    }

    private static void read(Bundle bundle, String path, List<FileSource> files) {
        try {
            files.add(FileSource.read(bundle, path));
        } catch (IOException e) {
            LOG.error(
                    "{} of bundle {} cannot be read, it has to be text in UTF-8: {}",
                    path,
                    bundle.getSymbolicName(),
                    e.toString());
        }
    }

    @Override
    public void modifiedBundle(Bundle bundle, BundleEvent event, List<FileSource> files) {
        // From starting to active: the supervisor learns that by itself.
    }

    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, List<FileSource> files) {
        files.forEach(file -> supervisor.remove(file.key()));
    }
}
