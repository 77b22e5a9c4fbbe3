package io.jackfield.simulator.internal.http;

/** What came of the bytes a client sent. */
sealed interface Received permits HttpRequest, Refusal {}
