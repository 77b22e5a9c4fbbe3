package io.jackfield.manager;

/** What a subscription delivers: events, and a notice wherever some are missing. */
public sealed interface StreamItem permits ManagerEvent, EventGap {}
