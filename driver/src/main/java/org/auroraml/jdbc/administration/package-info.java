/**
 * Statements about functions, privileges, variables and status: what a DBA types on Aurora MySQL
 * and its answers (features F12, F40, F42, F45).
 */
package org.auroraml.jdbc.administration;
