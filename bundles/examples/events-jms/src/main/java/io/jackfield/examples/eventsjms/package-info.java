/**
 * An example: what happens on a PBX as JSON on a JMS topic, and commands to it from a queue. The routes are XML, in {@code
 * OSGI-INF/camel}; here is what their messages are made of: {@code EventMessage} goes to the topic, {@code CommandMessage} comes from
 * the queue, {@code ReplyMessage} answers it.
 */
package io.jackfield.examples.eventsjms;
