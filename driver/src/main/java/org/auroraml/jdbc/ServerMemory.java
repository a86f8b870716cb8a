package org.auroraml.jdbc;

import org.auroraml.jdbc.metrics.ServerMetrics;
import org.auroraml.jdbc.registry.MemoryStore;
import org.auroraml.jdbc.status.CallStatus;

/**
 * What this JVM keeps of a server while it has no connection to it.
 *
 * @param functions one user's functions of {@code functions=memory}
 * @param status what was counted for the server, by all users
 * @param metrics shows it
 */
record ServerMemory(MemoryStore functions, CallStatus status, ServerMetrics metrics) {}
