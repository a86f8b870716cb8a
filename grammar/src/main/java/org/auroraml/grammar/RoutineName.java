package org.auroraml.grammar;

import java.util.Optional;

/**
 * The name of a stored routine, unquoted.
 *
 * @param schema the database, where it is written
 * @param name the routine
 */
public record RoutineName(Optional<String> schema, String name) {}
