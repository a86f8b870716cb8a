package org.auroraml.jdbc.plan;

import org.auroraml.batching.Evaluator;
import org.auroraml.jdbc.registry.FunctionRegistry;
import org.auroraml.s3export.S3Exporter;

/**
 * What the connections of one user to one server share.
 *
 * @param registry the ML functions
 * @param evaluator asks models
 * @param exporter writes to S3
 */
public record Services(FunctionRegistry registry, Evaluator evaluator, S3Exporter exporter) {}
