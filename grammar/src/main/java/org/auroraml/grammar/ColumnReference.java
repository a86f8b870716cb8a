package org.auroraml.grammar;

import java.util.Optional;

/**
 * A reference to a column: {@code [[schema.]table.]name}. Names are unquoted and in the case they
 * are written in; MySQL compares names of columns without regard to case.
 *
 * @param range the reference
 * @param schema the database, where it is written
 * @param table the table or alias, where it is written
 * @param name the column
 */
public record ColumnReference(
    SourceRange range, Optional<String> schema, Optional<String> table, String name) {}
