package org.auroraml.grammar;

import java.util.Optional;

/**
 * An item of a select list.
 *
 * @param range the item, its alias included
 * @param expression its expression; absent for {@code *} and {@code t.*}
 * @param alias the alias as written, unquoted
 * @param label the column label that MySQL gives it: the alias, the column's name, or the
 *     expression's text; null for {@code *}
 */
public record SelectItem(
    SourceRange range, Optional<Expression> expression, Optional<String> alias, String label) {}
