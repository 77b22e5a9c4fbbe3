/**
 * What one Camel context is made of: how it finds components, languages, data formats, beans and classes among the
 * active bundles, and the record of which of them it uses and which it missed. The record decides when the context has
 * to go and what it waits for.
 */
package io.jackfield.camel.routes.internal.context;
