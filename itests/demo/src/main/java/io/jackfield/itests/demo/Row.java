package io.jackfield.itests.demo;

/**
 * A row of the table {@code call_log}.
 *
 * @param call the id of the call
 * @param ended whether its end is written
 */
record Row(String call, boolean ended) {}
