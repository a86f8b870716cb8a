package org.auroraml.grammar.antlr;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.tree.ParseTree;

/** What the parser grammar cannot say in rules that look at one token only. */
public abstract class SqlParserBase extends Parser {
  private static final BitSet LITERALS =
      SqlTokens.types(
          MySqlParser.INTEGER_NUMBER,
          MySqlParser.DECIMAL_NUMBER,
          MySqlParser.FLOAT_NUMBER,
          MySqlParser.STRING_LITERAL,
          MySqlParser.HEX_LITERAL,
          MySqlParser.NULL);

  private static final Set<String> SCOPES = Set.of("GLOBAL", "LOCAL", "SESSION");
  private static final Set<String> SIGNAL_ITEMS =
      Set.of(
          "CATALOG_NAME",
          "CLASS_ORIGIN",
          "COLUMN_NAME",
          "CONSTRAINT_CATALOG",
          "CONSTRAINT_NAME",
          "CONSTRAINT_SCHEMA",
          "CURSOR_NAME",
          "MESSAGE_TEXT",
          "MYSQL_ERRNO",
          "SCHEMA_NAME",
          "SUBCLASS_ORIGIN",
          "TABLE_NAME");

  /** Called by the generated parser. */
  protected SqlParserBase(TokenStream input) {
    super(input);
  }

  /**
   * Matches each ON or USING of a flat list of joins with the nearest join before it that has none
   * yet. LEFT and RIGHT joins need one; NATURAL joins take none; others may do without.
   */
  protected final void checkJoins(ParserRuleContext reference) {
    if (reference.getChildCount() == 1) {
      return;
    }
    Deque<Boolean> waiting = new ArrayDeque<>();
    for (ParseTree child : reference.children) {
      if (child instanceof MySqlParser.JoinPartContext part) {
        MySqlParser.JoinOperatorContext operator = part.joinOperator();
        if (operator == null) {
          if (waiting.poll() == null) {
            throw mismatch(part);
          }
        } else if (operator.NATURAL() == null) {
          waiting.push(operator.LEFT() != null || operator.RIGHT() != null);
        }
      }
    }
    if (waiting.contains(true)) {
      throw new Mismatch(this, getCurrentToken());
    }
    if (!waiting.isEmpty() && _input.LA(1) == MySqlParser.ON_DUPLICATE) {
      throw new Mismatch(this, getCurrentToken());
    }
  }

  /** Only the outermost query may end in INTO. */
  protected final void refuseInto(ParserRuleContext context) {
    for (ParseTree child : context.children) {
      if (endsInInto(child)) {
        throw mismatch((ParserRuleContext) child);
      }
    }
  }

  /** A query in parentheses may end in INTO if it is all there is. */
  protected final void checkOperands(ParserRuleContext body) {
    if (body.getChildCount() > 1) {
      refuseInto(body);
    }
  }

  private static boolean endsInInto(ParseTree node) {
    if (node instanceof MySqlParser.QueryBodyContext body) {
      return body.intoClause() != null
          || body.queryOperand().stream().anyMatch(SqlParserBase::endsInInto);
    }
    if (node instanceof MySqlParser.QueryOperandContext
        || node instanceof MySqlParser.InsertOperandContext) {
      return endsInInto(node.getChild(0));
    }
    if (node instanceof MySqlParser.ParenthesizedQueryContext query) {
      return endsInInto(query.queryExpression());
    }
    return node instanceof MySqlParser.QueryExpressionContext query
        && endsInInto(query.queryBody());
  }

  /** Forgets the only child of {@code item} if it is a literal: nothing asks for it. */
  protected final void dropLiteral(ParserRuleContext item) {
    if (item.getStart() == _input.LT(-1) && LITERALS.get(item.getStart().getType())) {
      item.removeLastChild();
    }
  }

  /** Refuses the call of a keyword that is no function, or with a wrong number of arguments. */
  protected final void checkCall(ParserRuleContext context) {
    MySqlParser.ColumnOrCallContext call = (MySqlParser.ColumnOrCallContext) context;
    SqlToken name = (SqlToken) call.getStart();
    if (name.getType() == MySqlParser.QUOTED_WORD) {
      return;
    }
    Keywords keywords = SqlLexerBase.Known.KEYWORDS;
    int place = keywords.find((SqlText) name.getInputStream(), name.start(), name.end());
    Keywords.Arity arity = place < 0 ? null : keywords.arity(place);
    if (arity != null) {
      checkAliases(context);
      if (!arity.takes(call.callArguments().argument().size())) {
        throw new Mismatch(this, call.callArguments().getStart());
      }
    }
  }

  /** Only functions that may be loadable ones take arguments with aliases. */
  protected final void checkAliases(ParserRuleContext context) {
    MySqlParser.ColumnOrCallContext call = (MySqlParser.ColumnOrCallContext) context;
    for (MySqlParser.ArgumentContext argument : call.callArguments().argument()) {
      if (argument.columnAlias() != null) {
        throw new Mismatch(this, argument.columnAlias().getStart());
      }
    }
  }

  /** Parentheses in FROM may hold tables and joins, but not a derived table alone. */
  protected final void checkParentheses(ParserRuleContext context) {
    MySqlParser.TableReferencesContext tables =
        ((MySqlParser.TableFactorContext) context).tableReferences();
    MySqlParser.TableReferenceContext first = tables.tableReference(0);
    if (tables.getChildCount() == 1
        && first.getChildCount() == 1
        && (first.tableFactor().subquery() != null || first.tableFactor().jsonTable() != null)) {
      throw new Mismatch(this, getCurrentToken());
    }
  }

  /** The part before the dot of a system variable is no scope. */
  protected final void checkComponent() {
    String component = _input.LT(-2).getText().toUpperCase(Locale.ROOT);
    if (SCOPES.contains(component)) {
      throw new Mismatch(this, _input.LT(-1));
    }
  }

  /** Refuses a word that MySQL never reads as a name here. */
  protected final void refuse(int type) {
    if (_input.LA(1) == type) {
      throw new Mismatch(this, _input.LT(1));
    }
  }

  /** Refuses a word that MySQL never reads as a name directly after another. */
  protected final void refuseAfter(int before, int type) {
    if (_input.LA(-1) == before) {
      refuse(type);
    }
  }

  /** Refuses what begins here after a token of a type. */
  protected final void refuseAfter(int before) {
    if (_input.LA(-1) == before) {
      throw new Mismatch(this, _input.LT(1));
    }
  }

  /** VALUES ROW(…) is a query, and takes no alias. */
  protected final void refuseAfterRows(ParserRuleContext source) {
    if (!((MySqlParser.InsertSourceContext) source).insertValues().ROW().isEmpty()) {
      refuse(MySqlParser.AS);
    }
  }

  /** ALTER EVENT has to change something. */
  protected final void checkChange(ParserRuleContext event) {
    if (event.getChild(event.getChildCount() - 1) instanceof MySqlParser.TableNameContext name
        && ((MySqlParser.AlterObjectContext) event).tableName(0) == name) {
      throw new Mismatch(this, getCurrentToken());
    }
  }

  /** LOAD INDEX takes the partitions of one table only. */
  protected final void checkPartition(ParserRuleContext context) {
    List<MySqlParser.LoadIndexContext> tables =
        ((MySqlParser.LoadStatementContext) context).loadIndex();
    for (MySqlParser.LoadIndexContext table : tables) {
      if (tables.size() > 1 && table.PARTITION() != null) {
        throw mismatch(table);
      }
    }
  }

  /** SET PASSWORD and SET NAMES have a syntax of their own, even before an equals sign. */
  protected final void checkFirstVariable() {
    int next = _input.LA(2);
    if (next == MySqlParser.EQ || next == MySqlParser.ASSIGN) {
      refuse(MySqlParser.PASSWORD);
      refuse(MySqlParser.NAMES);
    }
  }

  /** [NOT] ENFORCED belongs to the CHECK directly before it. */
  protected final void checkEnforced(ParserRuleContext attribute) {
    List<ParseTree> column = attribute.getParent().children;
    ParseTree before = column.get(column.size() - 2);
    if (_input.LA(-2) == MySqlParser.NOT2
        || !(before instanceof MySqlParser.ColumnAttributeContext check)
        || (check.checkConstraint() == null && check.ENFORCED() == null)) {
      throw new Mismatch(this, attribute.getStart());
    }
  }

  /** A column has one collation at most. */
  protected final void checkCollations(ParserRuleContext context) {
    MySqlParser.ColumnTypeContext column = (MySqlParser.ColumnTypeContext) context;
    boolean collated = column.collateClause() != null;
    for (MySqlParser.ColumnAttributeContext attribute : column.columnAttribute()) {
      if (attribute.collateClause() != null) {
        if (collated) {
          throw mismatch(attribute);
        }
        collated = true;
      }
    }
  }

  /** Without ON, GRANT and REVOKE name roles. */
  protected final void checkRoles(List<MySqlParser.PrivilegeContext> roles) {
    for (MySqlParser.PrivilegeContext role : roles) {
      if ((role.grantName() == null && role.STRING_LITERAL() == null)
          || role.columnNames() != null) {
        throw mismatch(role);
      }
    }
  }

  /** With ON, they name privileges, which have no host. */
  protected final void checkPrivileges(List<MySqlParser.PrivilegeContext> privileges) {
    for (MySqlParser.PrivilegeContext privilege : privileges) {
      if (privilege.USER_VARIABLE() != null) {
        throw mismatch(privilege);
      }
    }
  }

  /** MATCH takes columns only. */
  protected final void checkColumns(ParserRuleContext context) {
    for (MySqlParser.ColumnOrCallContext column :
        ((MySqlParser.MatchColumnsContext) context).columnOrCall()) {
      if (column.callArguments() != null || column.jsonPath() != null) {
        throw mismatch(column);
      }
    }
  }

  /** A change of partitions stands alone; only ALGORITHM, LOCK and VALIDATION may precede it. */
  protected final void checkAlterItems(ParserRuleContext context) {
    MySqlParser.AlterTableContext change = (MySqlParser.AlterTableContext) context;
    List<MySqlParser.AlterItemContext> items = change.alterItem();
    boolean mixed = change.partitioning() != null || change.REMOVE() != null;
    for (int i = items.size() - 1; i >= 0; i--) {
      if (isStandalone(items.get(i))
          && (mixed || i < items.size() - 1 || !areModifiers(items, i))) {
        throw mismatch(items.get(i));
      }
    }
  }

  private boolean isStandalone(MySqlParser.AlterItemContext item) {
    Token first = item.getStart();
    return switch (first.getType()) {
      case MySqlParser.DISCARD,
          MySqlParser.IMPORT,
          MySqlParser.SECONDARY_LOAD,
          MySqlParser.SECONDARY_UNLOAD ->
          true;
      default -> _input.get(first.getTokenIndex() + 1).getType() == MySqlParser.PARTITION;
    };
  }

  private static boolean areModifiers(List<MySqlParser.AlterItemContext> items, int count) {
    return items.subList(0, count).stream()
        .allMatch(
            item ->
                item.indexAlgorithm() != null
                    || item.indexLock() != null
                    || item.VALIDATION() != null);
  }

  /** Refuses a number, the token before, that is out of a range. */
  protected final void checkRange(int least, int most) {
    String number = _input.LT(-1).getText();
    if (number.matches("\\d+")) {
      BigInteger value = new BigInteger(number);
      if (value.compareTo(BigInteger.valueOf(least)) < 0
          || value.compareTo(BigInteger.valueOf(most)) > 0) {
        throw new Mismatch(this, _input.LT(-1));
      }
    }
  }

  /** A partitioning function must give the same for a row whenever it is asked. */
  protected final void checkPartitionFunction(ParserRuleContext context) {
    Token varying =
        PartitionRules.varying(_input, context.getStart().getTokenIndex(), _input.index());
    if (varying != null) {
      throw new Mismatch(this, varying);
    }
  }

  /** What GET DIAGNOSTICS may ask of a condition. */
  protected final void checkConditionItem() {
    if (!lastWord().equals("RETURNED_SQLSTATE")) {
      checkWord(SIGNAL_ITEMS);
    }
  }

  /** What SIGNAL may set. */
  protected final void checkSignalItem() {
    checkWord(SIGNAL_ITEMS);
  }

  /** Refuses a name, the token before, that is none of some words without a keyword's type. */
  protected final void checkWord(String... words) {
    checkWord(Set.of(words));
  }

  private void checkWord(Set<String> words) {
    if (!words.contains(lastWord())) {
      throw new Mismatch(this, _input.LT(-1));
    }
  }

  private String lastWord() {
    return _input.LT(-1).getText().toUpperCase(Locale.ROOT);
  }

  /** The partitions of CREATE TABLE or ALTER TABLE … PARTITION BY must suit one another. */
  protected final void checkPartitions(ParserRuleContext context) {
    refuse(PartitionRules.offender((MySqlParser.PartitioningContext) context));
  }

  /** The partitions that ALTER TABLE adds. */
  protected final void checkAddedPartitions(ParserRuleContext definitions) {
    refuse(PartitionRules.offender((MySqlParser.PartitionDefinitionsContext) definitions));
  }

  private void refuse(ParserRuleContext offender) {
    if (offender != null) {
      throw mismatch(offender);
    }
  }

  /** Refuses a number, the token before, that is not one of two. */
  protected final void checkNumber(int one, int other) {
    Token number = _input.LT(-1);
    String text = number.getText();
    if (!text.equals(Integer.toString(one)) && !text.equals(Integer.toString(other))) {
      throw new Mismatch(this, number);
    }
  }

  private InputMismatchException mismatch(ParserRuleContext at) {
    return new Mismatch(this, at.getStart());
  }

  /** What the grammar's rules take, but MySQL does not. */
  static final class Mismatch extends InputMismatchException {
    Mismatch(Parser parser, Token at) {
      super(parser);
      setOffendingToken(at);
    }
  }
}
