/** What a bundle of routes holds that is made and installed while Karaf runs. The tests themselves load nothing of it. */
package io.jackfield.itests.karaf.routes;
