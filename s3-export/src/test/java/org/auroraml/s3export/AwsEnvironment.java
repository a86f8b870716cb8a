package org.auroraml.s3export;

/** The AWS settings of the test JVM: what the build leaves of the environment, plus test keys. */
final class AwsEnvironment {
  private AwsEnvironment() {}

  static void useTestKeys() {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  static void forgetTestKeys() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }
}
