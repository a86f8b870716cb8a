package org.auroraml.s3export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an export goes: {@code s3://bucket/prefix}, or {@code s3-us-west-2://bucket/prefix} for a
 * bucket in another Region than the configured one.
 *
 * @param region the Region that the URI names, if it names one
 * @param bucket the bucket's name
 * @param prefix what the keys of all objects of the export begin with; never empty
 */
public record S3Location(Optional<String> region, String bucket, String prefix) {

  private static final Pattern URI =
      Pattern.compile("(?i:s3)(?:-([^:/]*))?://([^/]*)(?:/(.*))?", Pattern.DOTALL);

  /** The characters of all Region names so far (us-east-1, cn-north-1, us-gov-west-1, …). */
  private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z0-9]+)+");

  /** The general purpose bucket naming rules of the Amazon S3 User Guide, but for dots. */
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  private static final Pattern IP_ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

  /** S3 allows keys of 1,024 bytes; what is appended to a prefix needs some of them. */
  private static final int MAX_PREFIX_BYTES = 1000;

  /** What stands between prefix and number in the key of a part object. */
  static final String PART = ".part_";

  public S3Location {
    region
        .filter(name -> !REGION.matcher(name).matches())
        .ifPresent(
            name -> {
              throw invalid("'" + name + "' is not a Region");
            });
    if (!BUCKET.matcher(bucket).matches()
        || bucket.contains("..")
        || IP_ADDRESS.matcher(bucket).matches()) {
      throw invalid(
          "'"
              + bucket
              + "' is not a bucket name (3 to 63 lower-case letters, digits, dots and hyphens, with"
              + " a letter or digit at both ends, not like an IP address)");
    }
    if (prefix.isEmpty()) {
      throw invalid("the prefix after the bucket is missing");
    }
    int bytes = prefix.getBytes(UTF_8).length;
    if (bytes > MAX_PREFIX_BYTES) {
      throw invalid("the prefix has " + bytes + " bytes of UTF-8, more than " + MAX_PREFIX_BYTES);
    }
  }

  /**
   * Reads the URI of an {@code INTO OUTFILE S3} clause. What follows the bucket is the prefix as it
   * is: no percent-decoding.
   *
   * @throws IllegalArgumentException if it is not such a URI; the message says what is wrong
   */
  public static S3Location parse(String uri) {
    Matcher parts = URI.matcher(uri);
    if (!parts.matches()) {
      throw invalid("'" + uri + "' is not an S3 URI");
    }
    String prefix = parts.group(3);
    return new S3Location(
        Optional.ofNullable(parts.group(1)).map(name -> name.toLowerCase(Locale.ROOT)),
        parts.group(2),
        prefix == null ? "" : prefix);
  }

  /** The key of the export's part object with this number, counted from 0. */
  public String partKey(int part) {
    return String.format(Locale.ROOT, "%s%s%05d", prefix, PART, part);
  }

  /** The key of the object that lists the part objects. */
  public String manifestKey() {
    return prefix + ".manifest";
  }

  /** The URI, as {@link #parse} reads it. */
  @Override
  public String toString() {
    return region.map(name -> "s3-" + name).orElse("s3") + "://" + bucket + "/" + prefix;
  }

  private static IllegalArgumentException invalid(String what) {
    return new IllegalArgumentException(
        "Invalid S3 location: "
            + what
            + "; expected s3://bucket/prefix or s3-REGION://bucket/prefix, such as"
            + " s3-us-west-2://bucket/prefix");
  }
}
