/** Who may call services from SQL (feature F40). */
package org.auroraml.jdbc.privilege;
