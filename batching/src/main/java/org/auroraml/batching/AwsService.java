package org.auroraml.batching;

/** The services of AWS that an evaluator calls. */
public enum AwsService {
  SAGEMAKER,
  COMPREHEND,
  BEDROCK,
  /** Gives the credentials of roles. */
  STS
}
