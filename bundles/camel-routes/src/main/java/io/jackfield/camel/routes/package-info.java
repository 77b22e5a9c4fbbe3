/**
 * Runs routes as whole Camel contexts that come and go with what they use: {@code RoutesBuilder} services, and
 * {@code *.camel.yaml} and {@code *.camel.xml} files in {@code deploy/} and in bundles. This package holds only the names that bundles
 * with routes need; they are contributed by registering services and dropping files.
 */
@Version("1.0.0")
package io.jackfield.camel.routes;

import org.osgi.annotation.versioning.Version;
