package io.jackfield.camel.routes.internal;

import io.jackfield.camel.routes.internal.context.HotContext;
import io.jackfield.camel.routes.internal.context.Need;
import java.io.IOException;
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
 * A {@code .camel.yaml} or {@code .camel.xml} file, with its contents at the time it was deployed: a context that is
 * built again for another reason runs what was deployed, not what somebody is just writing.
 */
record FileSource(Path file, String context, String format, String contents) implements RouteSource {
    private static final Pattern NAME = Pattern.compile("([^.].*)\\.camel\\.(yaml|xml)");

    static boolean handles(Path file) {
        return NAME.matcher(file.getFileName().toString()).matches();
    }

    static FileSource read(Path file) throws IOException {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            throw new IllegalArgumentException(file + " is not a route file");
        }
        return new FileSource(file, name.group(1), name.group(2), Files.readString(file));
    }

    @Override
    public Object key() {
        return file;
    }

    @Override
    public boolean exclusive() {
        return true;
    }

    @Override
    public Optional<Bundle> bundle() {
        return Optional.empty();
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

    /** The folder and the name, as an operator would say it. */
    @Override
    public String toString() {
        return file.getParent() == null ? file.toString() : file.getParent().getFileName() + "/" + file.getFileName();
    }
}
