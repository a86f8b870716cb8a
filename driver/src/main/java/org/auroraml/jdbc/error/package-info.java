/** Every exception of the driver's own making, with its SQLSTATE and vendor code. */
package org.auroraml.jdbc.error;
