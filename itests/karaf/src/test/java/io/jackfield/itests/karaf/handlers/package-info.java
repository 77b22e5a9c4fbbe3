/** What a bundle of AGI handlers holds that is made and installed while Karaf runs. The tests themselves load nothing of it. */
package io.jackfield.itests.karaf.handlers;
