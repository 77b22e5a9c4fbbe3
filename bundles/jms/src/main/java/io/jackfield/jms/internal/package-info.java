/**
 * JMS connection factories as OSGi services, found by their property {@code name}: {@code BrokerComponent} has one of an ActiveMQ
 * broker that runs here, {@code ConnectionsComponent} one of a broker elsewhere. Both take their settings from {@code etc/}.
 */
package io.jackfield.jms.internal;
