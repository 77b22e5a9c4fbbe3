package io.jackfield.camel.routes.internal;

import java.util.Map;

/** Where contexts get their configuration from. */
interface Configurations {

    /** The keys and values for one context as they are now, secrets resolved. Safe on any thread. */
    Map<String, String> of(String context);
}
