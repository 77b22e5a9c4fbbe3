/** TCP and Netty: how an action becomes bytes, how a link is opened and read, and the OSGi configuration of a connection. */
package io.jackfield.ami.internal;
