/**
 * Benchmarks that a person starts by name, and what they have in common: rounds in which the competitors take turns, figures,
 * and the targets they are held against. Each benchmark is one class of a package below.
 */
package io.jackfield.itests.benchmarks;
