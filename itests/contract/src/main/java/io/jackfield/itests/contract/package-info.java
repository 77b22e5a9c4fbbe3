/**
 * The contract between Jackfield and a PBX. {@link io.jackfield.itests.contract.Pbx} is the PBX, a real Asterisk or the simulator, made
 * alike as far as a client can see, {@link io.jackfield.itests.contract.Transport} a way to its manager interface; the scenarios that run
 * on all of them are the tests of this package.
 */
package io.jackfield.itests.contract;
