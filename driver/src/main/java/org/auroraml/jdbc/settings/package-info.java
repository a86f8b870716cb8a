/** The URL taken apart, and the driver's own settings in one typed list. */
package org.auroraml.jdbc.settings;
