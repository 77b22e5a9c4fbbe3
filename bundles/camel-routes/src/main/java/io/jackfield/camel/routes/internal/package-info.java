/**
 * Watches the framework (bundles and the files they carry, services, configurations, deployed files) and keeps one Camel context per name in
 * step with it. Events arrive on any thread and are handed to the single thread of {@link
 * io.jackfield.camel.routes.internal.ContextSupervisor}, where contexts are built and started; only what goes away has its
 * contexts drained and ended at once, by the thread that takes it away.
 */
package io.jackfield.camel.routes.internal;
