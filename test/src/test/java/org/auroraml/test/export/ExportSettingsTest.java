package org.auroraml.test.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.auroraml.s3export.ProgressListener;
import org.auroraml.test.export.StandInS3.Asked;
import org.auroraml.test.network.TcpForwarder;
import org.auroraml.test.oracle.MlDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** What settings and clauses make of an export, as S3 sees it. */
class ExportSettingsTest {

  private StandInS3 s3;
  private MlDatabase database;

  @BeforeEach
  void start() throws SQLException, IOException {
    s3 = new StandInS3();
    database = MlDatabase.create();
    database.execute("CREATE TABLE t (i INT, s VARCHAR(20))", "INSERT INTO t VALUES (1, 'a')");
  }

  @AfterEach
  void stop() throws SQLException {
    database.close();
    s3.close();
  }

  private void export(String clauses, String... settings) throws SQLException {
    String[] all = new String[settings.length + 1];
    System.arraycopy(settings, 0, all, 0, settings.length);
    all[settings.length] = "s3EndpointUrl=" + s3.uri();
    try (Connection connection = database.connect(all);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("SELECT * FROM t INTO OUTFILE S3 's3://exports/p' " + clauses);
    }
  }

  private SQLException failure(String clauses, String... settings) {
    return catchThrowableOfType(SQLException.class, () -> export(clauses, settings));
  }

  private Asked put() {
    return s3.put("/exports/p.part_00000").orElseThrow();
  }

  @ParameterizedTest(name = "{0}: default {1}, key {2}")
  @CsvSource(
      nullValues = "-",
      value = {
        "'', OFF, -, -, -",
        "'', -, my-key, -, -",
        "'', SSE_S3, my-key, AES256, -",
        "'', SSE_KMS, -, aws:kms, -",
        "'', sse_kms, my-key, aws:kms, my-key",
        "'', ON, -, AES256, -",
        "'', ON, my-key, aws:kms, my-key",
        "ENCRYPTION OFF, SSE_KMS, my-key, -, -",
        "ENCRYPTION ON, OFF, my-key, aws:kms, my-key",
        "ENCRYPTION ON, -, -, AES256, -",
        "ENCRYPTION SSE_S3, SSE_KMS, my-key, AES256, -",
        "ENCRYPTION SSE_KMS, OFF, my-key, aws:kms, my-key",
        "ENCRYPTION SSE_KMS 'other', SSE_KMS, my-key, aws:kms, other"
      })
  @DisplayName("F68: the ENCRYPTION clause beats the defaults of the settings")
  void encryption(String clause, String byDefault, String key, String mode, String keyUsed)
      throws SQLException {
    export(
        clause,
        byDefault == null ? "s3SpoolLimit=0" : "s3EncryptionDefault=" + byDefault,
        key == null ? "s3SpoolLimit=0" : "s3DefaultCmkId=" + key);

    assertThat(put().headers().getFirst("x-amz-server-side-encryption")).isEqualTo(mode);
    assertThat(put().headers().getFirst("x-amz-server-side-encryption-aws-kms-key-id"))
        .isEqualTo(keyUsed);
  }

  @ParameterizedTest(name = "SET {0}; {1}")
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        "aurora_select_into_s3_encryption_default = SSE_S3 | '' | AES256 | -",
        "SESSION aurora_select_into_s3_encryption_default = 'sse_kms' | '' | aws:kms | of-setting",
        "aurora_select_into_s3_encryption_default = ON, aurora_s3_default_cmk_id = 'my-key' | '' |"
            + " aws:kms | my-key",
        "@@SESSION.aurora_s3_default_cmk_id = '' | ENCRYPTION SSE_KMS | aws:kms | -",
        "aurora_select_into_s3_encryption_default = SSE_KMS | ENCRYPTION SSE_S3 | AES256 | -",
        "aurora_select_into_s3_encryption_default = ON | ENCRYPTION OFF | - | -",
        "aurora_select_into_s3_encryption_default = DEFAULT | '' | - | -"
      })
  @DisplayName(
      "F68: a session's variables say how exports are encrypted, unless they do themselves")
  void encryptionOfSession(String assignments, String clause, String mode, String keyUsed)
      throws SQLException {
    try (Connection connection =
            database.connect("s3EndpointUrl=" + s3.uri(), "s3DefaultCmkId=of-setting");
        Statement statement = connection.createStatement()) {
      statement.execute("SET " + assignments);
      statement.executeUpdate("SELECT * FROM t INTO OUTFILE S3 's3://exports/p' " + clause);
    }

    assertThat(put().headers().getFirst("x-amz-server-side-encryption")).isEqualTo(mode);
    assertThat(put().headers().getFirst("x-amz-server-side-encryption-aws-kms-key-id"))
        .isEqualTo(keyUsed);
  }

  /** An application's own credentials. */
  public static final class OwnCredentials implements AwsCredentialsProvider {
    @Override
    public AwsCredentials resolveCredentials() {
      return AwsBasicCredentials.create("OWNKEY", "own-secret");
    }
  }

  @Test
  @DisplayName("F42: awsCredentialsProvider signs exports, too")
  void credentialsProvider() throws SQLException {
    export("", "awsCredentialsProvider=" + OwnCredentials.class.getName());

    assertThat(put().headers().getFirst("Authorization")).contains("Credential=OWNKEY/");
  }

  @Test
  @DisplayName("F42: awsDefaultS3Role is assumed for exports, by the application's identity")
  void role() throws SQLException {
    export(
        "",
        "awsCredentialsProvider=" + OwnCredentials.class.getName(),
        "awsDefaultS3Role=arn:aws:iam::123456789012:role/exporter",
        "stsEndpointUrl=" + s3.uri());

    Asked assume = s3.asked("POST /").orElseThrow();
    assertThat(assume.form())
        .contains("Action=AssumeRole")
        .contains("RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fexporter");
    assertThat(assume.headers().getFirst("Authorization")).contains("Credential=OWNKEY/");
    assertThat(put().headers().getFirst("Authorization")).contains("Credential=OFROLE/");
    assertThat(put().headers().getFirst("x-amz-security-token")).isEqualTo("token-of-role");
  }

  @ParameterizedTest
  @CsvSource({
    "awsCredentialsProvider, no.such.Class, there is no such class",
    "awsCredentialsProvider, java.lang.String, it is no software.amazon.awssdk",
    "s3ProgressListener, no.such.Class, there is no such class",
    "s3ProgressListener, java.lang.String, it is no org.auroraml.s3export.ProgressListener"
  })
  @DisplayName("F69, F42: a class that can't be used is named, before a row is read")
  void unusableClass(String setting, String className, String why) {
    SQLException failure = failure("", setting + "=" + className);

    assertThat(failure.getErrorCode()).isEqualTo(1815);
    assertThat((Throwable) failure)
        .hasMessageContaining(className)
        .hasMessageContaining(why)
        .hasMessageContaining("Check " + setting);
    assertThat(s3.objects()).isEmpty();
  }

  /** Remembers what it hears. */
  public static final class Listener implements ProgressListener {
    static final List<Progress> HEARD = new CopyOnWriteArrayList<>();

    @Override
    public void progress(Progress progress) {
      HEARD.add(progress);
    }
  }

  @Test
  @DisplayName("F69: the class of s3ProgressListener hears how far an export is")
  void progress() throws SQLException {
    Listener.HEARD.clear();

    export("", "s3ProgressListener=" + Listener.class.getName());

    assertThat(Listener.HEARD)
        .last()
        .satisfies(
            last -> {
              assertThat(last.complete()).isTrue();
              assertThat(last.rows()).isEqualTo(1);
              assertThat(last.uploadedBytes()).isEqualTo("1\ta\n".length());
              assertThat(last.to()).hasToString("s3://exports/p");
            });
  }

  @Test
  @DisplayName("F67: the bucket is looked at once, and so is what is in the way")
  void checkedOnce() throws SQLException {
    export("");

    assertThat(s3.count("HEAD ")).isEqualTo(1);
    assertThat(s3.count("GET /exports?list-type=2&prefix=p.part_")).isEqualTo(1);
  }

  @Test
  @DisplayName("F70: a request whose connection is reset before it takes a body is sent again")
  void resetConnection() throws Exception {
    AtomicInteger answers = new AtomicInteger();
    try (TcpForwarder forwarder =
        new TcpForwarder(
            s3.uri().getPort(),
            // After those to the three requests of the check.
            (bytes, length) ->
                answers.incrementAndGet() == 4
                    ? new TcpForwarder.Fault.Reset()
                    : new TcpForwarder.Fault.None())) {
      try (Connection connection =
              database.connect("s3EndpointUrl=http://127.0.0.1:" + forwarder.port());
          Statement statement = connection.createStatement()) {
        assertThat(statement.executeUpdate("SELECT * FROM t INTO OUTFILE S3 's3://exports/p'"))
            .isEqualTo(1);
      }
    }
    assertThat(answers).hasValueGreaterThan(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CHARACTER SET klingon", "CHARACTER SET utf16", "FORMAT PARQUET"})
  @DisplayName("F60: what can't be done fails before a model is asked")
  void refusedEarly(String clauses) throws SQLException {
    try (Connection connection = database.connect("s3EndpointUrl=" + s3.uri());
        Statement statement = connection.createStatement()) {
      MlDatabase.createFunctions(connection);
      SQLException failure =
          catchThrowableOfType(
              SQLException.class,
              () ->
                  statement.executeUpdate(
                      "SELECT ml_num(i) FROM t INTO OUTFILE S3 's3://exports/p' " + clauses));

      assertThat(failure.getSQLState()).isEqualTo("42000");
      assertThat(database.models().requests("ml-num")).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FIELDS TERMINATED BY '' | TERMINATED BY",
        "FIELDS TERMINATED BY 'é' | TERMINATED BY",
        "FIELDS ENCLOSED BY '' | ENCLOSED BY a quote",
        "FIELDS ENCLOSED BY 'x' | ENCLOSED BY a quote",
        "FIELDS ESCAPED BY '\\\\' | has no escapes",
        "LINES STARTING BY '>' | LINES STARTING BY",
        "LINES TERMINATED BY ';' | LINES TERMINATED BY"
      })
  @DisplayName("F60, F64: FORMAT CSV refuses what readers of CSV would not understand")
  void refusedCsv(String clauses, String why) {
    SQLException failure = failure("FORMAT CSV " + clauses);

    assertThat(failure.getErrorCode()).isEqualTo(1235);
    assertThat((Throwable) failure).hasMessageContaining(why).hasMessageContaining("FORMAT TEXT");
    assertThat(s3.objects()).isEmpty();
  }
}
