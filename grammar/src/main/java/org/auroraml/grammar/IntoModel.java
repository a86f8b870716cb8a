package org.auroraml.grammar;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.auroraml.grammar.antlr.MySqlParser;
import org.auroraml.grammar.antlr.MySqlParser.FieldsOptionContext;
import org.auroraml.grammar.antlr.MySqlParser.LinesOptionContext;

/** Builds {@link IntoClause}. */
final class IntoModel {
  private final TextModel text;

  IntoModel(TextModel text) {
    this.text = text;
  }

  IntoClause build(MySqlParser.IntoClauseContext node) {
    SourceRange range = TextModel.range(node);
    return node.S3() == null
        ? new IntoClause.Server(range)
        : s3(range, text.string(node.STRING_LITERAL()), node.s3FileOptions());
  }

  private IntoClause s3(SourceRange range, String uri, MySqlParser.S3FileOptionsContext options) {
    List<FieldsOptionContext> fields =
        options.fieldsClause() == null ? List.of() : options.fieldsClause().fieldsOption();
    List<LinesOptionContext> lines =
        options.linesClause() == null ? List.of() : options.linesClause().linesOption();
    Optional<MySqlParser.S3FormatContext> format = Optional.ofNullable(options.s3Format());
    return new IntoClause.S3(
        range,
        uri,
        Optional.ofNullable(options.characterSetClause())
            .map(clause -> characterSet(clause.characterSetName())),
        format.map(IntoModel::format),
        format.isPresent() && format.get().HEADER() != null,
        field(fields, option -> option.TERMINATED() != null),
        fields.stream().anyMatch(option -> option.OPTIONALLY() != null),
        field(fields, option -> option.ENCLOSED() != null),
        field(fields, option -> option.ESCAPED() != null),
        line(lines, option -> option.STARTING() != null),
        line(lines, option -> option.TERMINATED() != null),
        Optional.ofNullable(options.s3Manifest()).map(manifest -> manifest.ON() != null),
        Optional.ofNullable(options.s3Overwrite()).map(overwrite -> overwrite.ON() != null),
        Optional.ofNullable(options.s3Encryption()).map(this::encryption));
  }

  private String characterSet(MySqlParser.CharacterSetNameContext node) {
    return node.STRING_LITERAL() != null
        ? text.string(node.STRING_LITERAL())
        : node.identifier() != null ? text.name(node.identifier()) : "binary";
  }

  private static IntoClause.Format format(MySqlParser.S3FormatContext node) {
    return IntoClause.Format.valueOf(node.getChild(1).getText().toUpperCase(Locale.ROOT));
  }

  private Optional<String> field(
      List<FieldsOptionContext> options, Predicate<FieldsOptionContext> wanted) {
    return options.stream()
        .filter(wanted)
        .reduce((first, second) -> second)
        .map(option -> text.string(option.textValue()));
  }

  private Optional<String> line(
      List<LinesOptionContext> options, Predicate<LinesOptionContext> wanted) {
    return options.stream()
        .filter(wanted)
        .reduce((first, second) -> second)
        .map(option -> text.string(option.textValue()));
  }

  private IntoClause.Encryption encryption(MySqlParser.S3EncryptionContext node) {
    return new IntoClause.Encryption(
        IntoClause.Encryption.Mode.valueOf(node.getChild(1).getText().toUpperCase(Locale.ROOT)),
        Optional.ofNullable(node.STRING_LITERAL()).map(text::string));
  }
}
