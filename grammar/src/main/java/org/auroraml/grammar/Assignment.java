package org.auroraml.grammar;

/**
 * An assignment to a column: in UPDATE, INSERT … SET, ON DUPLICATE KEY UPDATE or LOAD DATA … SET.
 *
 * @param target the column
 * @param value the assigned expression; a bare DEFAULT is an expression without dependencies
 */
public record Assignment(ColumnReference target, Expression value) {}
