package org.auroraml.grammar;

/**
 * A parameter of CREATE FUNCTION.
 *
 * @param name its name, unquoted
 * @param type its type as written, character set and collation included
 */
public record RoutineParameter(String name, SourceRange type) {}
