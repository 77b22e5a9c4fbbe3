/**
 * A stand-in PBX for tests and demonstrations: it speaks AMI and AJAM and dials FastAGI servers as an Asterisk 22
 * does, places calls when told to or by itself, and knows afterwards which calls there were. {@link io.jackfield.simulator.Simulator} is where to begin.
 */
@Version("1.0.0")
package io.jackfield.simulator;

import org.osgi.annotation.versioning.Version;
