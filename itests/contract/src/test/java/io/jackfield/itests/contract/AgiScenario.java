package io.jackfield.itests.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A {@link Scenario} of calls in AGI, in which the manager interface is only a means. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Scenario(over = Transport.AMI)
@interface AgiScenario {}
