/**
 * The lexer and parser that ANTLR generates from {@code MySqlLexer.g4} and {@code MySqlParser.g4},
 * and what they need by hand. An implementation detail of {@link org.auroraml.grammar.SqlParser}.
 */
package org.auroraml.grammar.antlr;
