/**
 * The endurance test behind {@code itests/contract/restarts}. A PBX is killed and started many times under load, and after each time
 * the stream of events and its accounting must be right; over the whole run neither threads nor memory may grow.
 */
package io.jackfield.itests.contract.restarts;
