package org.auroraml.jdbc.diagnostics;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.auroraml.grammar.FunctionCall;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SelectItem;
import org.auroraml.grammar.SourceRange;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.grammar.Statement;
import org.auroraml.jdbc.gate.Gate;
import org.auroraml.jdbc.registry.FunctionNames;
import org.auroraml.jdbc.type.Literals;

/**
 * ROW_COUNT() and FOUND_ROWS() tell of the statement before (manual, section 12.15). In a statement
 * before which the driver has sent others they become the numbers that the user means.
 *
 * @param rowCount the user's ROW_COUNT()
 * @param foundRows the user's FOUND_ROWS()
 */
public record InformationFunctions(long rowCount, long foundRows) {
  private static final FunctionNames NAMES = FunctionNames.of(Set.of("row_count", "found_rows"));

  /** Whether a text may call one of them. */
  public static boolean areCalled(String sql) {
    return Gate.concerns(sql, NAMES);
  }

  /**
   * The text with the numbers in place of the calls. Not in a write: there the server tells of the
   * write itself, before it has written.
   */
  public String inPlace(ParsedStatement statement) {
    Statement kind = statement.statement();
    if (!(kind instanceof Statement.Query
        || kind instanceof Statement.SetVariables
        || kind instanceof Statement.Do)) {
      return statement.text();
    }
    SourceRewriter rewriter = new SourceRewriter(statement);
    for (FunctionCall call : statement.calls()) {
      number(call)
          .ifPresent(number -> rewriter.replace(call.range(), SqlFragment.text(bigint(number))));
    }
    if (kind instanceof Statement.Query query) {
      query.expression().blocks().get(0).items().stream()
          .filter(item -> item.alias().isEmpty() && holdsCall(item, statement.calls()))
          .forEach(item -> label(item, rewriter));
    }
    return rewriter.renderAll().sql();
  }

  private Optional<Long> number(FunctionCall call) {
    if (call.name().schema().isPresent() || !call.arguments().isEmpty()) {
      return Optional.empty();
    }
    return switch (call.name().name().toLowerCase(Locale.ROOT)) {
      case "row_count" -> Optional.of(rowCount);
      case "found_rows" -> Optional.of(foundRows);
      default -> Optional.empty();
    };
  }

  /** MariaDB makes an INT of a number with few digits. */
  private static String bigint(long number) {
    return "CAST(%020d AS SIGNED)".formatted(number);
  }

  private boolean holdsCall(SelectItem item, List<FunctionCall> calls) {
    return calls.stream()
        .anyMatch(call -> item.range().contains(call.range()) && number(call).isPresent());
  }

  private static void label(SelectItem item, SourceRewriter rewriter) {
    int end = item.range().end();
    rewriter.replace(
        new SourceRange(end, end), SqlFragment.text(" AS " + Literals.identifier(item.label())));
  }
}
