/** The settings of a server, read from text: limits, the list of peers that are let in, TLS. */
package io.jackfield.fastagi.internal.settings;
