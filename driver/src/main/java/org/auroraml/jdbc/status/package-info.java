/** What was counted of model calls, for a server and for a session (feature F45). */
package org.auroraml.jdbc.status;
