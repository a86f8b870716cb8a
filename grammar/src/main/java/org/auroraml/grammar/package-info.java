/**
 * Understands MySQL statements: {@link org.auroraml.grammar.SqlParser} turns a text into an
 * immutable {@link org.auroraml.grammar.ParsedStatement}, whose parts are ranges of that text.
 *
 * <p>Nothing here knows JDBC, a server or a model. ANTLR is an implementation detail of the {@code
 * antlr} package below and appears in no public signature.
 */
package org.auroraml.grammar;
