/** Aurora's system variables, on servers that do not have them. */
package org.auroraml.jdbc.variable;
