/** Frameworks over the driver, each as its users set it up (features F92 and F93). */
package org.auroraml.frameworks;
