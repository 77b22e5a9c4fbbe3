/**
 * The demo: unpacks the distribution, gives it a PBX and the examples, and runs it until somebody stops it, or checks it. {@code Demo}
 * is the course of events; a {@code Pbx} makes the calls; a {@code Witness} knows which calls there were without asking Jackfield, and
 * {@code Judgement} compares that with the rows that the example call-log wrote. {@code IvrCalls} are placed besides, and {@code Ivr}
 * compares what the PBX says of them with the rows of the example IVR.
 */
package io.jackfield.itests.demo;
