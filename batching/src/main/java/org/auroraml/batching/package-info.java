/**
 * Asks models: rows in, results in the same order out. An {@link org.auroraml.batching.Evaluator}
 * is shared by all connections to a server; each SQL statement opens an {@link
 * org.auroraml.batching.Evaluation} on it.
 *
 * <p>Nothing here knows JDBC or SQL. Arguments are the server's text, outputs are the model's text;
 * what type they have is the caller's to know. The AWS SDK, resilience4j and Jackson appear in no
 * public signature.
 */
package org.auroraml.batching;
