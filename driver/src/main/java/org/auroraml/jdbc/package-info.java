/**
 * The JDBC driver: {@link org.auroraml.jdbc.AuroraMlDriver}, and connections and statements that
 * are Connector/J's with ML functions added.
 *
 * <p>A statement's way is Driver → AuroraConnection → AuroraStatement → {@code gate} → parser →
 * {@code plan}. Only the driver class and the data source are API.
 */
package org.auroraml.jdbc;
