package org.auroraml.jdbc.variable;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.auroraml.jdbc.settings.Setting;

/**
 * The system variables of Aurora MySQL that the driver answers for on a server without them
 * (features F11, F42, F68). Each begins with the value of a setting, which is its global value,
 * too; a session may change those that are not read-only.
 */
public enum AuroraVariable {
  ML_INFERENCE_TIMEOUT("aurora_ml_inference_timeout", Setting.ML_TIMEOUT_MS, Type.NUMBER, false),
  SELECT_INTO_S3_ENCRYPTION_DEFAULT(
      "aurora_select_into_s3_encryption_default", Setting.S3_ENCRYPTION_DEFAULT, Type.WORD, false),
  S3_DEFAULT_CMK_ID("aurora_s3_default_cmk_id", Setting.S3_DEFAULT_CMK_ID, Type.TEXT, false),
  DEFAULT_SAGEMAKER_ROLE(
      "aws_default_sagemaker_role", Setting.AWS_DEFAULT_SAGEMAKER_ROLE, Type.TEXT, true),
  DEFAULT_COMPREHEND_ROLE(
      "aws_default_comprehend_role", Setting.AWS_DEFAULT_COMPREHEND_ROLE, Type.TEXT, true),
  DEFAULT_BEDROCK_ROLE(
      "aws_default_bedrock_role", Setting.AWS_DEFAULT_BEDROCK_ROLE, Type.TEXT, true),
  DEFAULT_S3_ROLE("aws_default_s3_role", Setting.AWS_DEFAULT_S3_ROLE, Type.TEXT, true);

  /** What values look like. */
  enum Type {
    NUMBER,
    /** One of some words, which SQL may write without quotes and in any case. */
    WORD,
    TEXT
  }

  private static final AuroraVariable[] ALL = values();

  private static final Map<String, AuroraVariable> BY_NAME =
      Stream.of(values())
          .collect(Collectors.toUnmodifiableMap(AuroraVariable::sqlName, Function.identity()));

  private final String sqlName;
  private final Setting setting;
  private final Type type;
  private final boolean readOnly;

  AuroraVariable(String sqlName, Setting setting, Type type, boolean readOnly) {
    this.sqlName = sqlName;
    this.setting = setting;
    this.type = type;
    this.readOnly = readOnly;
  }

  /** The variable of that name, in any case. */
  public static Optional<AuroraVariable> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Whether {@code text.substring(start, end)} is the name of one; makes no object. */
  public static boolean isName(String text, int start, int end) {
    if (!text.regionMatches(true, start, "aurora_", 0, 7)
        && !text.regionMatches(true, start, "aws_default_", 0, 12)) {
      return false;
    }
    for (AuroraVariable variable : ALL) {
      if (end - start == variable.sqlName.length()
          && text.regionMatches(true, start, variable.sqlName, 0, end - start)) {
        return true;
      }
    }
    return false;
  }

  /** The name in SQL. */
  public String sqlName() {
    return sqlName;
  }

  /** What gives its first value. */
  public Setting setting() {
    return setting;
  }

  Type type() {
    return type;
  }

  /** Whether its values are integers; they are texts otherwise. */
  public boolean isNumber() {
    return type == Type.NUMBER;
  }

  /** Whether the connection's settings alone give its value. */
  public boolean isReadOnly() {
    return readOnly;
  }

  /**
   * A value as it is kept; empty if the variable does not take it. The empty text stands for none
   * where the setting has no default.
   */
  public Optional<String> checked(String value) {
    boolean accepted = value.isEmpty() ? setting.defaultValue().isEmpty() : setting.accepts(value);
    return accepted ? Optional.of(normal(value)) : Optional.empty();
  }

  /** Words are told in capitals. */
  String normal(String value) {
    return type == Type.WORD ? value.toUpperCase(Locale.ROOT) : value;
  }
}
