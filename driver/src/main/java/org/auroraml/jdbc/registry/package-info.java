/** The ML functions that a user knows, and the three places where their definitions can live. */
package org.auroraml.jdbc.registry;
