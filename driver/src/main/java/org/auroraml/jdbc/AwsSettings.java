package org.auroraml.jdbc;

import org.auroraml.jdbc.settings.Setting;

/** Where AWS is, and as whom the driver asks it. */
public abstract class AwsSettings extends DataSourceSettings {
  private static final long serialVersionUID = 1L;

  AwsSettings() {}

  /**
   * Region of all AWS services. Null: where the AWS SDK for Java looks for it (AWS_REGION, the
   * profile, the instance's metadata). Models and URLs of another Region are refused unless
   * allowForeignRegion is set.
   */
  public void setAwsRegion(String value) {
    put(Setting.AWS_REGION, value);
  }

  /** As {@link #setAwsRegion}. */
  public String getAwsRegion() {
    return text(Setting.AWS_REGION);
  }

  /** Credentials profile of the AWS configuration files. Null: the SDK's provider chain. */
  public void setAwsProfile(String value) {
    put(Setting.AWS_PROFILE, value);
  }

  /** As {@link #setAwsProfile}. */
  public String getAwsProfile() {
    return text(Setting.AWS_PROFILE);
  }

  /**
   * Name of a class that implements AwsCredentialsProvider of the AWS SDK, and goes before
   * awsProfile. It is made once for the connections with the same settings, by its static create()
   * or by its constructor without parameters.
   */
  public void setAwsCredentialsProvider(String value) {
    put(Setting.AWS_CREDENTIALS_PROVIDER, value);
  }

  /** As {@link #setAwsCredentialsProvider}. */
  public String getAwsCredentialsProvider() {
    return text(Setting.AWS_CREDENTIALS_PROVIDER);
  }

  /**
   * ARN of the IAM role that the driver assumes for SageMaker, sagemaker:InvokeEndpoint; it is
   * assumed by the identity of the provider chain or of awsProfile. Null: that identity itself. SQL
   * reads it as aws_default_sagemaker_role and can't change it.
   */
  public void setAwsDefaultSagemakerRole(String value) {
    put(Setting.AWS_DEFAULT_SAGEMAKER_ROLE, value);
  }

  /** As {@link #setAwsDefaultSagemakerRole}. */
  public String getAwsDefaultSagemakerRole() {
    return text(Setting.AWS_DEFAULT_SAGEMAKER_ROLE);
  }

  /**
   * ARN of the IAM role that the driver assumes for Comprehend, comprehend:BatchDetectSentiment; it
   * is assumed by the identity of the provider chain or of awsProfile. Null: that identity itself.
   * SQL reads it as aws_default_comprehend_role and can't change it.
   */
  public void setAwsDefaultComprehendRole(String value) {
    put(Setting.AWS_DEFAULT_COMPREHEND_ROLE, value);
  }

  /** As {@link #setAwsDefaultComprehendRole}. */
  public String getAwsDefaultComprehendRole() {
    return text(Setting.AWS_DEFAULT_COMPREHEND_ROLE);
  }

  /**
   * ARN of the IAM role that the driver assumes for Bedrock, bedrock:InvokeModel; it is assumed by
   * the identity of the provider chain or of awsProfile. Null: that identity itself. SQL reads it
   * as aws_default_bedrock_role and can't change it.
   */
  public void setAwsDefaultBedrockRole(String value) {
    put(Setting.AWS_DEFAULT_BEDROCK_ROLE, value);
  }

  /** As {@link #setAwsDefaultBedrockRole}. */
  public String getAwsDefaultBedrockRole() {
    return text(Setting.AWS_DEFAULT_BEDROCK_ROLE);
  }

  /**
   * ARN of the IAM role that the driver assumes for exports, s3:PutObject and what docs/exports.md
   * lists; it is assumed by the identity of the provider chain or of awsProfile. Null: that
   * identity itself. SQL reads it as aws_default_s3_role and can't change it.
   */
  public void setAwsDefaultS3Role(String value) {
    put(Setting.AWS_DEFAULT_S3_ROLE, value);
  }

  /** As {@link #setAwsDefaultS3Role}. */
  public String getAwsDefaultS3Role() {
    return text(Setting.AWS_DEFAULT_S3_ROLE);
  }

  /**
   * Whether models may be called whose ARN, or whose endpoint's URL, is of another Region than
   * awsRegion. False by default: such a call fails with 30002, and nothing is sent.
   */
  public void setAllowForeignRegion(boolean value) {
    put(Setting.ALLOW_FOREIGN_REGION, Boolean.toString(value));
  }

  /** As {@link #setAllowForeignRegion}. */
  public boolean isAllowForeignRegion() {
    return flag(Setting.ALLOW_FOREIGN_REGION);
  }

  /**
   * URL of the SageMaker runtime, for a VPC endpoint or a local stand. Null: the public endpoint of
   * awsRegion. A server of its own for one endpoint, sagemakerEndpointUrl.NAME, has no property
   * here: give it in the URL.
   */
  public void setSagemakerEndpointUrl(String value) {
    put(Setting.SAGEMAKER_ENDPOINT_URL, value);
  }

  /** As {@link #setSagemakerEndpointUrl}. */
  public String getSagemakerEndpointUrl() {
    return text(Setting.SAGEMAKER_ENDPOINT_URL);
  }

  /**
   * URL of Amazon Comprehend, for a VPC endpoint or a local stand. Null: the public endpoint of
   * awsRegion.
   */
  public void setComprehendEndpointUrl(String value) {
    put(Setting.COMPREHEND_ENDPOINT_URL, value);
  }

  /** As {@link #setComprehendEndpointUrl}. */
  public String getComprehendEndpointUrl() {
    return text(Setting.COMPREHEND_ENDPOINT_URL);
  }

  /**
   * URL of the Bedrock runtime, for a VPC endpoint or a local stand. Null: the public endpoint of
   * awsRegion.
   */
  public void setBedrockEndpointUrl(String value) {
    put(Setting.BEDROCK_ENDPOINT_URL, value);
  }

  /** As {@link #setBedrockEndpointUrl}. */
  public String getBedrockEndpointUrl() {
    return text(Setting.BEDROCK_ENDPOINT_URL);
  }

  /**
   * URL of the Security Token Service, where roles are assumed, for a VPC endpoint or a local
   * stand. Null: the public endpoint of awsRegion.
   */
  public void setStsEndpointUrl(String value) {
    put(Setting.STS_ENDPOINT_URL, value);
  }

  /** As {@link #setStsEndpointUrl}. */
  public String getStsEndpointUrl() {
    return text(Setting.STS_ENDPOINT_URL);
  }

  /**
   * URL of Amazon S3, for a VPC endpoint or a local stand. Null: the public endpoint of awsRegion.
   * With one, buckets are named in the path of requests and not in the host.
   */
  public void setS3EndpointUrl(String value) {
    put(Setting.S3_ENDPOINT_URL, value);
  }

  /** As {@link #setS3EndpointUrl}. */
  public String getS3EndpointUrl() {
    return text(Setting.S3_ENDPOINT_URL);
  }
}
