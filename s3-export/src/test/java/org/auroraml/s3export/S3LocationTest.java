package org.auroraml.s3export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3LocationTest {

  @Test
  @DisplayName("F61: s3://bucket/prefix leaves the Region to the configuration")
  void withoutRegion() {
    assertThat(S3Location.parse("s3://my-bucket/daily/2024 01/x%20y"))
        .isEqualTo(new S3Location(Optional.empty(), "my-bucket", "daily/2024 01/x%20y"));
  }

  @ParameterizedTest
  @DisplayName("F61: s3-us-west-2://bucket/prefix names the Region")
  @CsvSource({
    "s3-us-west-2://my.bucket/p, us-west-2",
    "S3-us-gov-east-1://my.bucket/p, us-gov-east-1",
    "s3-cn-north-1://my.bucket/p, cn-north-1"
  })
  void withRegion(String uri, String region) {
    assertThat(S3Location.parse(uri))
        .isEqualTo(new S3Location(Optional.of(region), "my.bucket", "p"));
  }

  @Test
  @DisplayName("F62: parts are numbered from 0 with five digits, more if it takes more")
  void partKeys() {
    S3Location location = S3Location.parse("s3://my-bucket/a/b");

    assertThat(location.partKey(0)).isEqualTo("a/b.part_00000");
    assertThat(location.partKey(123)).isEqualTo("a/b.part_00123");
    assertThat(location.partKey(100_000)).isEqualTo("a/b.part_100000");
  }

  @ParameterizedTest
  @DisplayName("F61: the URI comes back as it was")
  @ValueSource(strings = {"s3://my-bucket/a/b", "s3-us-west-2://my-bucket/a"})
  void prints(String uri) {
    assertThat(S3Location.parse(uri)).hasToString(uri);
  }

  @ParameterizedTest
  @DisplayName("F61: a wrong URI is refused with what is wrong and the two forms")
  @CsvSource({
    "/tmp/file, not an S3 URI",
    "http://my-bucket/p, not an S3 URI",
    "s3:my-bucket/p, not an S3 URI",
    "s3us-west-2://my-bucket/p, not an S3 URI",
    "s3-://my-bucket/p, not a Region",
    "s3-us west://my-bucket/p, not a Region",
    "s3-west://my-bucket/p, not a Region",
    "s3:///p, not a bucket name",
    "s3://My-Bucket/p, not a bucket name",
    "s3://my_bucket/p, not a bucket name",
    "s3://ab/p, not a bucket name",
    "s3://-bucket/p, not a bucket name",
    "s3://bucket-/p, not a bucket name",
    "s3://a..b/p, not a bucket name",
    "s3://192.168.5.4/p, not a bucket name",
    "s3://my-bucket, prefix after the bucket is missing",
    "s3://my-bucket/, prefix after the bucket is missing"
  })
  void refuses(String uri, String what) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> S3Location.parse(uri))
        .withMessageContaining(what)
        .withMessageContaining("s3://bucket/prefix")
        .withMessageContaining("s3-us-west-2://bucket/prefix");
  }

  @Test
  @DisplayName("F61: bucket and key lengths are those of S3")
  void lengths() {
    assertThat(S3Location.parse("s3://" + "b".repeat(63) + "/" + "é".repeat(500))).isNotNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> S3Location.parse("s3://" + "b".repeat(64) + "/p"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> S3Location.parse("s3://bucket/" + "é".repeat(501)))
        .withMessageContaining("1002 bytes");
  }
}
