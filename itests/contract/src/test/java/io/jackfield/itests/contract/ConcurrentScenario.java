package io.jackfield.itests.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A {@link Scenario} of calls in AGI, in which the manager interface is only a means. The PBXs need not play it in turn: it waits for
 * sounds and callers most of its time. A PBX still plays one at a time.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Scenario(over = Transport.AMI)
@Execution(ExecutionMode.CONCURRENT)
@interface ConcurrentScenario {}
