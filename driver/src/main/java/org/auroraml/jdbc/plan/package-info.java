/**
 * Decides what is done for a statement with ML calls ({@link org.auroraml.jdbc.plan.Planner}), and
 * does it ({@link org.auroraml.jdbc.plan.Execution}): gathers the arguments, asks the models, and
 * hands the values back to the server.
 */
package org.auroraml.jdbc.plan;
