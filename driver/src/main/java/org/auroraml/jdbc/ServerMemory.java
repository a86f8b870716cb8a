package org.auroraml.jdbc;

import org.auroraml.jdbc.registry.MemoryStore;
import org.auroraml.jdbc.status.CallStatus;

/**
 * What this JVM keeps of a server while it has no connection to it.
 *
 * @param functions one user's functions of {@code functions=memory}
 * @param status what was counted for the server, by all users
 */
record ServerMemory(MemoryStore functions, CallStatus status) {}
