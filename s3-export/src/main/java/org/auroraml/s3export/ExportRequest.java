package org.auroraml.s3export;

import java.nio.charset.Charset;
import java.util.Objects;
import java.util.Optional;

/**
 * What an {@code INTO OUTFILE S3} clause asks for. Immutable.
 *
 * @param to where the objects go
 * @param format how rows stand in them
 * @param header whether the first object begins with a line of labels, and in which charset
 * @param overwrite whether objects of an earlier export to the same place are replaced; if not,
 *     they are an error
 * @param manifest whether a list of the objects is written when they are all there
 * @param encryption how S3 encrypts all of them
 */
public record ExportRequest(
    S3Location to,
    RowFormat format,
    Optional<Charset> header,
    boolean overwrite,
    boolean manifest,
    Encryption encryption) {

  public ExportRequest {
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(header, "header");
    Objects.requireNonNull(encryption, "encryption");
  }

  /** Aurora's defaults: no HEADER, OVERWRITE OFF, MANIFEST OFF, the bucket's own encryption. */
  public static ExportRequest of(S3Location to, RowFormat format) {
    return new ExportRequest(
        to, format, Optional.empty(), false, false, Encryption.bucketDefault());
  }

  /** This request with HEADER. */
  public ExportRequest withHeader(Charset charset) {
    return new ExportRequest(to, format, Optional.of(charset), overwrite, manifest, encryption);
  }

  /** This request with OVERWRITE ON or OFF. */
  public ExportRequest withOverwrite(boolean on) {
    return new ExportRequest(to, format, header, on, manifest, encryption);
  }

  /** This request with MANIFEST ON or OFF. */
  public ExportRequest withManifest(boolean on) {
    return new ExportRequest(to, format, header, overwrite, on, encryption);
  }

  /** This request with another encryption. */
  public ExportRequest withEncryption(Encryption other) {
    return new ExportRequest(to, format, header, overwrite, manifest, other);
  }
}
