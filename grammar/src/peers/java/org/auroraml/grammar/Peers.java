package org.auroraml.grammar;

import com.alibaba.druid.DbType;
import com.alibaba.druid.sql.SQLUtils;
import io.debezium.antlr.CaseChangingCharStream;
import io.debezium.ddl.parser.mysql.generated.MySqlLexer;
import io.debezium.ddl.parser.mysql.generated.MySqlParser;
import java.util.List;
import java.util.Set;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.ParseException;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.apache.shardingsphere.sql.parser.api.CacheOption;
import org.apache.shardingsphere.sql.parser.api.SQLParserEngine;
import org.auroraml.grammar.MeasuredParser.Reading;
import org.jooq.Parser;
import org.jooq.SQLDialect;
import org.jooq.conf.ParseUnknownFunctions;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/**
 * Other parsers of MySQL's SQL that are libraries for the JVM. None of them is told the SQL modes:
 * they know none, or not these.
 */
final class Peers {
  static final List<MeasuredParser> ALL =
      List.of(
          MeasuredParser.OURS,
          new MeasuredParser("jOOQ", Peers::jooq),
          new MeasuredParser("Druid", Peers::druid),
          new MeasuredParser("ShardingSphere (tree only)", Peers::shardingSphere),
          new MeasuredParser("Debezium (tree only), plain", () -> Peers::debeziumAsItIs),
          new MeasuredParser("Debezium (tree only), SLL", () -> Peers::debeziumWithSll),
          new MeasuredParser("JSqlParser", () -> Peers::jsqlparser));

  private Peers() {}

  private static Reading jooq() {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    Settings settings = new Settings().withParseUnknownFunctions(ParseUnknownFunctions.IGNORE);
    Parser parser = DSL.using(SQLDialect.MYSQL, settings).parser();
    return (sql, modes) -> parser.parse(sql);
  }

  private static Reading druid() {
    return (sql, modes) -> SQLUtils.parseStatements(sql, DbType.mysql);
  }

  /** Without its cache of parse trees, which would answer every repeated statement. */
  private static Reading shardingSphere() {
    SQLParserEngine engine = new SQLParserEngine("MySQL", new CacheOption(1, 1));
    return (sql, modes) -> engine.parse(sql, false);
  }

  /** Its fast way first, then its thorough one, as its own entry does on threads of its own. */
  private static void jsqlparser(String sql, Set<SqlMode> modes) throws ParseException {
    try {
      CCJSqlParserUtil.newParser(sql)
          .withBackslashEscapeCharacter(true)
          .withAllowComplexParsing(false)
          .Statement();
    } catch (ParseException notSimple) {
      CCJSqlParserUtil.newParser(sql)
          .withBackslashEscapeCharacter(true)
          .withAllowComplexParsing(true)
          .Statement();
    }
  }

  private static MySqlParser debezium(String sql) {
    MySqlLexer lexer =
        new MySqlLexer(new CaseChangingCharStream(CharStreams.fromString(sql), true));
    lexer.removeErrorListeners();
    lexer.addErrorListener(new Refusing());
    MySqlParser parser = new MySqlParser(new CommonTokenStream(lexer));
    parser.removeErrorListeners();
    return parser;
  }

  private static void debeziumAsItIs(String sql, Set<SqlMode> modes) {
    MySqlParser parser = debezium(sql);
    parser.addErrorListener(new Refusing());
    parser.root();
  }

  private static void debeziumWithSll(String sql, Set<SqlMode> modes) {
    MySqlParser parser = debezium(sql);
    parser.setErrorHandler(new BailErrorStrategy());
    parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
    try {
      parser.root();
    } catch (ParseCancellationException refused) {
      parser.reset();
      parser.getInterpreter().setPredictionMode(PredictionMode.LL);
      parser.root();
    }
  }

  private static final class Refusing extends BaseErrorListener {
    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        Object symbol,
        int line,
        int column,
        String message,
        RecognitionException e) {
      throw new ParseCancellationException(message, e);
    }
  }
}
