package io.jackfield.itests.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A test that runs on every PBX of this build by each way to it, one {@link Scene} each, but for those that lack what it needs. It waits
 * most of its time, so the PBXs play side by side; each plays one scene at a time.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(Scenes.class)
@interface Scenario {
    /** By which ways it is played. */
    Transport[] over() default {Transport.AMI, Transport.AJAM};

    /** Why it can be played over AMI alone. */
    AmiOnly amiOnly() default AmiOnly.NOT;

    /** Whether what is sent at a time must be done in its order: over AJAM that has to be asked for by {@code maxRequests = 1}. */
    boolean inOrder() default false;

    /** The {@link Pbx#name} of a PBX on which it is skipped; empty for none. */
    String except() default "";

    /** What that PBX lacks. */
    String because() default "";
}
