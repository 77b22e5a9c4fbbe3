package io.jackfield.itests.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test that runs on every PBX of this build, one {@link Scene} each, but for those that lack what it needs. */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(Scenes.class)
@interface Scenario {
    /** The {@link Pbx#name} of a PBX on which it is skipped; empty for none. */
    String except() default "";

    /** What that PBX lacks. */
    String because() default "";
}
