package org.auroraml.grammar;

/**
 * An assignment of SET in UPDATE, INSERT … SET, ON DUPLICATE KEY UPDATE or SET.
 *
 * @param target the column or variable as written
 * @param value the assigned expression
 */
public record Assignment(SourceRange target, Expression value) {}
