/**
 * What the server tells of a session's last statement, kept for the user where statements of the
 * driver's own have followed the user's.
 */
package org.auroraml.jdbc.diagnostics;
