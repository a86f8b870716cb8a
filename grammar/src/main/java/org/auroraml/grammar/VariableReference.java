package org.auroraml.grammar;

/**
 * A system variable that a statement names by {@code @@}: where it reads it, or as the target of an
 * assignment.
 *
 * @param range the name with its signs and scope
 * @param scope which of its values: GLOBAL, SESSION, or UNSCOPED, which is the session's
 * @param name its name, unquoted
 */
public record VariableReference(SourceRange range, VariableAssignment.Scope scope, String name) {}
