/**
 * The manager interface over HTTP (AJAM): sessions that outlive their requests, by cookie or by digest, and the three
 * shapes of an answer: raw, HTML and XML. What an action does, and which events a session sees, is the matter of {@code
 * internal.ami}; how HTTP is spoken is that of {@code internal.http}.
 */
package io.jackfield.simulator.internal.ajam;
