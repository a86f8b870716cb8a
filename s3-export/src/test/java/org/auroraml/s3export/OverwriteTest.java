package org.auroraml.s3export;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.auroraml.s3export.FaultyS3.Fate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** F67: OVERWRITE ON where an earlier export of four parts and a manifest is. */
class OverwriteTest {

  private static final List<String> EARLIER =
      List.of("p.manifest", "p.part_00000", "p.part_00001", "p.part_00002", "p.part_00003");

  @TempDir Path spoolDirectory;
  private MemoryS3 s3;

  @BeforeEach
  void start() throws IOException {
    AwsEnvironment.useTestKeys();
    s3 = new MemoryS3();
    EARLIER.forEach(s3::put);
  }

  @AfterEach
  void stop() {
    s3.close();
    AwsEnvironment.forgetTestKeys();
    assertThat(spoolDirectory).isEmptyDirectory();
  }

  @Test
  @DisplayName("F67: fewer parts than before leave no higher-numbered part behind")
  void fewerParts() throws S3ExportException {
    s3.put("p.part_00000.bak");

    BigExport.run(s3.url(), spoolDirectory, true, 'n', 2);

    assertThat(s3.keys())
        .containsExactly("p.manifest", "p.part_00000", "p.part_00000.bak", "p.part_00001");
    assertThat(s3.content("p.part_00001")).isEqualTo("n\n");
    assertThat(s3.content("p.manifest")).contains("p.part_00001").doesNotContain("p.part_00002");
  }

  @Test
  @DisplayName("F67: one part replaces four, and a manifest that is not written again goes")
  void onePart() throws S3ExportException {
    try (S3Exporter exporter =
            new S3Exporter(
                S3ExporterOptions.defaults()
                    .withRegion("us-east-1")
                    .withEndpointUrl(s3.url())
                    .withSpoolDirectory(spoolDirectory));
        S3Export export =
            exporter.begin(
                ExportRequest.of(S3Location.parse("s3://exports/p"), RowFormat.Text.defaults())
                    .withOverwrite(true),
                List.of(new ExportColumn("a", true)))) {
      export.write(new byte[][] {"new".getBytes(US_ASCII)});
      assertThat(s3.keys()).as("before finish()").isEqualTo(EARLIER);
      export.finish();
    }

    assertThat(s3.keys()).containsExactly("p.part_00000");
    assertThat(s3.content("p.part_00000")).isEqualTo("new\n");
  }

  @Test
  @DisplayName("F62: a manifest is JSON whatever the prefix")
  void manifestIsJson() throws S3ExportException {
    S3Location odd = S3Location.parse("s3://exports/odd\"\\\té");
    try (S3Exporter exporter =
            new S3Exporter(
                S3ExporterOptions.defaults()
                    .withRegion("eu-west-1")
                    .withEndpointUrl(s3.url())
                    .withSpoolDirectory(spoolDirectory));
        S3Export export =
            exporter.begin(
                ExportRequest.of(odd, RowFormat.Text.defaults()).withManifest(true),
                List.of(new ExportColumn("a", true)))) {
      export.finish();
    }

    assertThat(s3.content(odd.manifestKey()))
        .isEqualTo(
            "{\"entries\":[{\"url\":"
                + "\"s3-eu-west-1://exports/odd\\\"\\\\\\u0009é.part_00000\"}]}");
  }

  @ParameterizedTest(name = "request {0}")
  @MethodSource("requests")
  @DisplayName("F67, F70: a failed OVERWRITE leaves the old objects, or none that look complete")
  void failure(int number) throws IOException {
    try (FaultyS3 faulty = FaultyS3.failing(s3.url(), number, Fate.REFUSE)) {
      S3ExportException failure =
          catchThrowableOfType(
              S3ExportException.class,
              () -> BigExport.run(faulty.url(), spoolDirectory, true, 'n', 3));

      assertThat(failure.errorCode()).isEqualTo(1871);
    }
    assertThat(s3.uploads()).isEmpty();
    if (!s3.keys().equals(EARLIER)) {
      assertThat(s3.keys()).doesNotContain("p.manifest");
      assertThat(s3.keys().contains("p.part_00000")).isEqualTo(s3.keys().size() == 4);
    }
  }

  /** Eight to upload, five to remove what is there, four to show what is new. */
  static IntStream requests() {
    return IntStream.range(0, 17);
  }
}
