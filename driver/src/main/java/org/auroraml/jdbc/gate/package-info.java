/** Lets statements pass that can't concern the driver, without parsing them. */
package org.auroraml.jdbc.gate;
