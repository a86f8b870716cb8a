package org.auroraml.batching;

/** The services of AWS that an evaluator calls. */
public enum AwsService {
  SAGEMAKER("sagemaker"),
  COMPREHEND("comprehend"),
  BEDROCK("bedrock"),
  /** Gives the credentials of roles. */
  STS("sts");

  private final String prefix;

  AwsService(String prefix) {
    this.prefix = prefix;
  }

  /** What the names of the service's settings begin with. */
  String prefix() {
    return prefix;
  }
}
