/** MySQL's types, assignment to them, and literals of them. */
package org.auroraml.jdbc.type;
