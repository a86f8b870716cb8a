package org.auroraml.s3export;

import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Turns what the SDK throws into errors in Aurora's words, with a sentence on what to do. */
final class S3Failures {

  private static final int REDIRECT = 301;
  private static final int PRECONDITION_FAILED = 412;

  private final String bucket;
  private final String key;

  S3Failures(String bucket, String key) {
    this.bucket = bucket;
    this.key = key;
  }

  /** The failure of a request about this bucket and key. */
  S3ExportException of(SdkException e) {
    return e instanceof S3Exception answer ? answered(answer) : unanswered(e);
  }

  S3ExportException objectExists(Throwable cause) {
    return new S3ExportException(
        S3ExportException.OBJECT_EXISTS,
        "Object s3://"
            + bucket
            + "/"
            + key
            + " already exists; choose another prefix, delete it, or say OVERWRITE ON",
        cause);
  }

  private S3ExportException answered(S3Exception e) {
    if (e.statusCode() == PRECONDITION_FAILED) {
      return objectExists(e);
    }
    Optional<AwsErrorDetails> details = Optional.ofNullable(e.awsErrorDetails());
    // Answers to HEAD requests have no body, so no code and no message either.
    String code =
        e instanceof NoSuchBucketException
            ? "NoSuchBucket"
            : details.map(AwsErrorDetails::errorCode).orElse("HTTP " + e.statusCode());
    String message = details.map(AwsErrorDetails::errorMessage).orElse("no message");
    String requestId = e.requestId();
    return new S3ExportException(
        S3ExportException.S3_API_ERROR,
        "S3 API returned error: "
            + code
            + ": "
            + message
            + " (bucket "
            + bucket
            + ", key "
            + key
            + ", HTTP status "
            + e.statusCode()
            + ", request id "
            + requestId
            + "). "
            + advice(code, e),
        code,
        requestId,
        e);
  }

  private S3ExportException unanswered(SdkException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new S3ExportException(
        S3ExportException.S3_API_ERROR,
        "S3 API returned error: no answer for bucket "
            + bucket
            + ", key "
            + key
            + ": "
            + root
            + ". Check the network, awsRegion and s3EndpointUrl",
        e);
  }

  private String advice(String code, S3Exception e) {
    Optional<String> region =
        Optional.ofNullable(e.awsErrorDetails())
            .map(AwsErrorDetails::sdkHttpResponse)
            .flatMap(response -> response.firstMatchingHeader("x-amz-bucket-region"));
    if (e.statusCode() == REDIRECT || code.equals("AuthorizationHeaderMalformed")) {
      return region
          .map(name -> "The bucket is in Region " + name + ": write s3-" + name + "://" + bucket)
          .orElse("The bucket is in another Region: write s3-REGION://" + bucket);
    }
    return switch (code.toLowerCase(Locale.ROOT)) {
      case "nosuchbucket" ->
          "Check the bucket's name, and the Region and account it is in, or create it";
      case "accessdenied", "http 403" ->
          "The identity in use needs s3:PutObject and s3:AbortMultipartUpload on arn:aws:s3:::"
              + bucket
              + "/"
              + key
              + " (for OVERWRITE ON s3:DeleteObject, too, and s3:ListBucket on the bucket), and the"
              + " bucket's policy must not deny it";
      case "invalidaccesskeyid", "signaturedoesnotmatch", "expiredtoken", "invalidtoken" ->
          "Check the AWS credentials and awsProfile";
      case "slowdown", "internalerror", "serviceunavailable", "requesttimeout" ->
          "S3 was busy and stayed so when asked again; run the statement again later";
      default -> "See this code under 'Error responses' in the Amazon S3 API Reference";
    };
  }
}
