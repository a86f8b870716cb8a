package org.auroraml.s3export;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** An export of several parts with a manifest, to {@code s3://exports/p}. */
final class BigExport {
  private BigExport() {}

  /** Fails, since somebody sees to it. */
  static S3ExportException failure(URI s3, Path spoolDirectory) {
    return catchThrowableOfType(
        S3ExportException.class, () -> run(s3, spoolDirectory, false, 'n', 3));
  }

  /** Parts of more than one request each, but for the last. */
  static void run(URI s3, Path spoolDirectory, boolean overwrite, char content, int parts)
      throws S3ExportException {
    byte[] big = new byte[6_000_000];
    Arrays.fill(big, (byte) content);
    try (S3Exporter exporter =
            new S3Exporter(
                S3ExporterOptions.defaults()
                    .withRegion("us-east-1")
                    .withEndpointUrl(s3)
                    .withSpoolDirectory(spoolDirectory)
                    .withSpoolLimit(20 << 20)
                    .withFileBytes(big.length));
        S3Export export =
            exporter.begin(
                ExportRequest.of(S3Location.parse("s3://exports/p"), RowFormat.Text.defaults())
                    .withManifest(true)
                    .withOverwrite(overwrite),
                List.of(new ExportColumn("a", true)))) {
      for (int i = 1; i < parts; i++) {
        export.write(new byte[][] {big});
      }
      export.write(new byte[][] {{(byte) content}});
      export.finish();
    }
  }
}
