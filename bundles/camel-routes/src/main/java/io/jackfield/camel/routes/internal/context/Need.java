package io.jackfield.camel.routes.internal.context;

import org.osgi.framework.Bundle;

/** A thing that routes asked for and did not find. */
public record Need(Kind kind, String name) {

    public enum Kind {
        COMPONENT("component"),
        LANGUAGE("language"),
        DATA_FORMAT("data format"),
        ROUTES_LOADER("loader of route files"),
        BEAN("bean"),
        CLASS("class"),
        BUNDLE("bundle"),
        REFRESH("refresh of bundle");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    static Need refreshOf(Bundle bundle) {
        return new Need(Kind.REFRESH, bundle.getSymbolicName());
    }

    @Override
    public String toString() {
        return kind.words + " \"" + name + "\"";
    }
}
