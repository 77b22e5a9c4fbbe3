/**
 * For transports only: TLS as far as it does not depend on how bytes are sent. Keys and certificates are read from files here, the
 * PBX's certificate is checked, and what is wrong with it is said in words that lead to the setting to change.
 */
@Version("1.0.0")
package io.jackfield.manager.spi.tls;

import org.osgi.annotation.versioning.Version;
