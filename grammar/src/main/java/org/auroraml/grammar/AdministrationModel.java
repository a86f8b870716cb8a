package org.auroraml.grammar;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.auroraml.grammar.Statement.Privilege;
import org.auroraml.grammar.antlr.MySqlParser;

/** Builds the statements that administrate functions, privileges and the server's status. */
final class AdministrationModel {
  private final TextModel text;
  private final ExpressionModel expressions;

  AdministrationModel(TextModel text, ExpressionModel expressions) {
    this.text = text;
    this.expressions = expressions;
  }

  /** The statement, if its kind is one of those that the driver understands. */
  Optional<Statement> build(SourceRange range, ParserRuleContext node) {
    return switch (node.getRuleIndex()) {
      case MySqlParser.RULE_createMlFunction ->
          Optional.of(
              new MlFunctionModel(text).build(range, (MySqlParser.CreateMlFunctionContext) node));
      case MySqlParser.RULE_alterStatement ->
          alter(range, ((MySqlParser.AlterStatementContext) node).alterObject());
      case MySqlParser.RULE_dropStatement -> drop(range, (MySqlParser.DropStatementContext) node);
      case MySqlParser.RULE_showStatement -> show(range, (MySqlParser.ShowStatementContext) node);
      case MySqlParser.RULE_grantStatement ->
          grant(range, (MySqlParser.GrantStatementContext) node);
      case MySqlParser.RULE_revokeStatement ->
          revoke(range, (MySqlParser.RevokeStatementContext) node);
      case MySqlParser.RULE_flushStatement ->
          flush(range, (MySqlParser.FlushStatementContext) node);
      default -> Optional.empty();
    };
  }

  private Optional<Statement> alter(SourceRange range, MySqlParser.AlterObjectContext node) {
    return node.FUNCTION() == null
        ? Optional.empty()
        : Optional.of(
            new Statement.AlterFunction(
                range,
                text.routine(node.tableName(0)),
                node.mlCharacteristic().stream().map(TextModel::range).toList()));
  }

  private Optional<Statement> drop(SourceRange range, MySqlParser.DropStatementContext node) {
    return node.FUNCTION() == null
        ? Optional.empty()
        : Optional.of(
            new Statement.DropFunction(
                range, node.EXISTS() != null, text.routine(node.tableName(0))));
  }

  private Optional<Statement> show(SourceRange range, MySqlParser.ShowStatementContext node) {
    if (node.FUNCTION() != null && node.CREATE() != null) {
      return Optional.of(new Statement.ShowCreateFunction(range, text.routine(node.tableName())));
    }
    Statement.Show.Subject subject = subject(node);
    if (subject == null) {
      return Optional.empty();
    }
    Optional<MySqlParser.ShowFilterContext> filter = Optional.ofNullable(node.showFilter());
    return Optional.of(
        new Statement.Show(
            range,
            subject,
            node.GLOBAL() != null,
            filter.map(MySqlParser.ShowFilterContext::STRING_LITERAL).map(text::string),
            filter.map(MySqlParser.ShowFilterContext::expression).map(expressions::condition)));
  }

  private static Statement.Show.Subject subject(MySqlParser.ShowStatementContext node) {
    if (node.VARIABLES() != null) {
      return Statement.Show.Subject.VARIABLES;
    }
    if (node.STATUS() == null) {
      return null;
    }
    ParseTree before = node.getChild(node.children.indexOf(node.STATUS()) - 1);
    if (!(before instanceof TerminalNode word)) {
      return null;
    }
    return switch (word.getSymbol().getType()) {
      case MySqlParser.SHOW, MySqlParser.GLOBAL, MySqlParser.SESSION, MySqlParser.LOCAL ->
          Statement.Show.Subject.STATUS;
      case MySqlParser.FUNCTION -> Statement.Show.Subject.FUNCTION_STATUS;
      default -> null;
    };
  }

  private Optional<Statement> grant(SourceRange range, MySqlParser.GrantStatementContext node) {
    return node.PROXY() != null
        ? Optional.empty()
        : Optional.of(
            new Statement.Grant(
                range,
                privileges(node.ALL(), node.privilege()),
                Optional.ofNullable(node.privilegeTarget()).map(TextModel::range),
                node.accountName().stream().map(TextModel::range).toList()));
  }

  private Optional<Statement> revoke(SourceRange range, MySqlParser.RevokeStatementContext node) {
    return node.PROXY() != null
        ? Optional.empty()
        : Optional.of(
            new Statement.Revoke(
                range,
                privileges(node.ALL(), node.privilege()),
                Optional.ofNullable(node.privilegeTarget()).map(TextModel::range),
                node.accountName().stream().map(TextModel::range).toList()));
  }

  private List<Privilege> privileges(
      TerminalNode all, List<MySqlParser.PrivilegeContext> privileges) {
    return all == null
        ? privileges.stream().map(this::privilege).toList()
        : List.of(new Privilege(new SourceRange(TextModel.start(all), TextModel.end(all)), "ALL"));
  }

  private Privilege privilege(MySqlParser.PrivilegeContext node) {
    SourceRange range = TextModel.range(node);
    if (node.grantName() == null && node.STRING_LITERAL() == null) {
      return new Privilege(range, words(node));
    }
    ParserRuleContext columns = node.columnNames();
    int end = columns == null ? range.end() : TextModel.start(columns);
    return new Privilege(range, text.text().substring(range.start(), end).strip());
  }

  /** Keywords in upper case, up to a list in parentheses. */
  private static String words(ParserRuleContext node) {
    StringJoiner words = new StringJoiner(" ");
    for (ParseTree child : node.children) {
      if (!(child instanceof MySqlParser.ColumnNamesContext)
          && !(child instanceof MySqlParser.ForChannelContext)) {
        words.add(child.getText().toUpperCase(Locale.ROOT));
      }
    }
    return words.toString();
  }

  private static Optional<Statement> flush(
      SourceRange range, MySqlParser.FlushStatementContext node) {
    return node.flushItem().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Statement.Flush(
                range, node.flushItem().stream().map(AdministrationModel::words).toList()));
  }
}
