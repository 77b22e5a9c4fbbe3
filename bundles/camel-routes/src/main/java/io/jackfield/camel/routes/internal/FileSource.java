package io.jackfield.camel.routes.internal;

import io.jackfield.camel.routes.internal.context.HotContext;
import io.jackfield.camel.routes.internal.context.Need;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.RoutesBuilderLoader;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.osgi.framework.Bundle;

/**
 * A {@code .camel.yaml} or {@code .camel.xml} file, of the deploy folder or carried by a bundle, with its contents at the
 * time it was deployed: a context that is built again for another reason runs what was deployed, not what somebody is
 * just writing.
 *
 * @param where the place as an operator would say it
 */
record FileSource(Object key, Optional<Bundle> bundle, String where, String context, String format, String contents)
        implements RouteSource {
    private static final Pattern NAME = Pattern.compile("([^.].*)\\.camel\\.(yaml|xml)");

    /** An entry of a bundle. */
    private record Entry(Bundle bundle, String path) {}

    static boolean handles(Path file) {
        return NAME.matcher(file.getFileName().toString()).matches();
    }

    static FileSource read(Path file) throws IOException {
        Path folder = file.getParent() == null ? null : file.getParent().getFileName();
        String where = folder == null ? file.toString() : folder + "/" + file.getFileName();
        return of(file, Optional.empty(), where, file.getFileName(), Files.readAllBytes(file));
    }

    /** @param path as {@link Bundle#getEntryPaths} gives it */
    static FileSource read(Bundle bundle, String path) throws IOException {
        String where = path + " of bundle " + bundle.getSymbolicName();
        try (InputStream in = bundle.getEntry(path).openStream()) {
            return of(
                    new Entry(bundle, path),
                    Optional.of(bundle),
                    where,
                    Path.of(path).getFileName(),
                    in.readAllBytes());
        }
    }

    private static FileSource of(Object key, Optional<Bundle> bundle, String where, Path file, byte[] contents)
            throws IOException {
        Matcher name = NAME.matcher(file.toString());
        if (!name.matches()) {
            throw new IllegalArgumentException(where + " is not a route file");
        }
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(contents))
                .toString();
        return new FileSource(key, bundle, where, name.group(1), name.group(2), text);
    }

    @Override
    public boolean exclusive() {
        return true;
    }

    @Override
    public RoutesBuilder load(HotContext context) throws Exception {
        if (format.equals("xml")) {
            WellFormedXml.check(contents);
        }
        RoutesBuilderLoader loader = PluginHelper.getRoutesLoader(context).getRoutesLoader(format);
        if (loader == null) {
            context.usage().miss(new Need(Need.Kind.ROUTES_LOADER, format));
            throw new IllegalStateException("no bundle here loads " + format + " route files");
        }
        Resource resource = ResourceHelper.fromString(toString(), contents);
        loader.preParseRoute(resource);
        return loader.loadRoutesBuilder(resource);
    }

    @Override
    public String toString() {
        return where;
    }
}
