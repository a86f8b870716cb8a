/**
 * The interfaces of java.sql as classes that pass every call on to a delegate, default methods
 * included. They hold no logic but {@code unwrap}. What a delegate returns is passed on as it is,
 * so a subclass that wraps connections, statements or result sets overrides every method that
 * returns one, {@code getConnection()} and {@code getStatement()} too. They are as safe for use by
 * several threads as their delegates are.
 */
package org.auroraml.jdbc.forwarding;
