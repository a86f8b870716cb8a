package org.auroraml.grammar.antlr;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.Vocabulary;

/**
 * The keywords of MySQL 8.0.33 and their token types. A word may be
 *
 * <ul>
 *   <li>reserved: never a name unless quoted or after a dot;
 *   <li>not reserved: the parser's rule {@code identifier} takes it as a name;
 *   <li>a function name, which is a keyword only where a parenthesis follows;
 *   <li>a synonym of another keyword.
 * </ul>
 *
 * <p>The reserved words are those of the server's own table information_schema.keywords.
 */
final class Keywords {
  private static final String RESERVED =
      "ACCESSIBLE ADD ALL ALTER ANALYZE AND AS ASC ASENSITIVE BEFORE BETWEEN BIGINT BINARY "
          + "BLOB BOTH BY CALL CASCADE CASE CHANGE CHAR CHARACTER CHECK COLLATE COLUMN CONDITION "
          + "CONSTRAINT CONTINUE CONVERT CREATE CROSS CUBE CUME_DIST CURRENT_DATE CURRENT_TIME "
          + "CURRENT_TIMESTAMP CURRENT_USER CURSOR DATABASE DATABASES DAY_HOUR DAY_MICROSECOND "
          + "DAY_MINUTE DAY_SECOND DEC DECIMAL DECLARE DEFAULT DELAYED DELETE DENSE_RANK DESC "
          + "DESCRIBE DETERMINISTIC DISTINCT DISTINCTROW DIV DOUBLE DROP DUAL EACH ELSE ELSEIF "
          + "EMPTY ENCLOSED ESCAPED EXCEPT EXISTS EXIT EXPLAIN FALSE FETCH FIRST_VALUE FLOAT "
          + "FLOAT4 FLOAT8 FOR FORCE FOREIGN FROM FULLTEXT FUNCTION GENERATED GET GRANT GROUP "
          + "GROUPING GROUPS HAVING HIGH_PRIORITY HOUR_MICROSECOND HOUR_MINUTE HOUR_SECOND IF "
          + "IGNORE IN INDEX INFILE INNER INOUT INSENSITIVE INSERT INT INT1 INT2 INT3 INT4 INT8 "
          + "INTEGER INTERSECT INTERVAL INTO IO_AFTER_GTIDS IO_BEFORE_GTIDS IS ITERATE JOIN "
          + "JSON_TABLE KEY KEYS KILL LAG LAST_VALUE LATERAL LEAD LEADING LEAVE LEFT LIKE LIMIT "
          + "LINEAR LINES LOAD LOCALTIME LOCALTIMESTAMP LOCK LONG LONGBLOB LONGTEXT LOOP "
          + "LOW_PRIORITY MASTER_BIND MASTER_SSL_VERIFY_SERVER_CERT MATCH MAXVALUE MEDIUMBLOB "
          + "MEDIUMINT MEDIUMTEXT MIDDLEINT MINUTE_MICROSECOND MINUTE_SECOND MOD MODIFIES NATURAL "
          + "NOT NO_WRITE_TO_BINLOG NTH_VALUE NTILE NULL NUMERIC OF ON OPTIMIZE OPTIMIZER_COSTS "
          + "OPTION OPTIONALLY OR ORDER OUT OUTER OUTFILE OVER PARTITION PERCENT_RANK PRECISION "
          + "PRIMARY PROCEDURE PURGE RANGE RANK READ READS READ_WRITE REAL RECURSIVE REFERENCES "
          + "REGEXP RELEASE RENAME REPEAT REPLACE REQUIRE RESIGNAL RESTRICT RETURN REVOKE RIGHT "
          + "RLIKE ROW ROWS ROW_NUMBER SCHEMA SCHEMAS SECOND_MICROSECOND SELECT SENSITIVE "
          + "SEPARATOR SET SHOW SIGNAL SMALLINT SPATIAL SPECIFIC SQL SQLEXCEPTION SQLSTATE "
          + "SQLWARNING SQL_BIG_RESULT SQL_CALC_FOUND_ROWS SQL_SMALL_RESULT SSL STARTING STORED "
          + "STRAIGHT_JOIN SYSTEM TABLE TERMINATED THEN TINYBLOB TINYINT TINYTEXT TO TRAILING "
          + "TRIGGER TRUE UNDO UNION UNIQUE UNLOCK UNSIGNED UPDATE USAGE USE USING UTC_DATE "
          + "UTC_TIME UTC_TIMESTAMP VALUES VARBINARY VARCHAR VARCHARACTER VARYING VIRTUAL WHEN "
          + "WHERE WHILE WINDOW WITH WRITE XOR YEAR_MONTH ZEROFILL ";

  /** Names of functions that are keywords only directly before a parenthesis (without a blank). */
  private static final Set<String> CALLED_WITHOUT_BLANK =
      Set.of(
          "ADDDATE",
          "BIT_AND",
          "BIT_OR",
          "BIT_XOR",
          "CAST",
          "COUNT",
          "CURDATE",
          "CURTIME",
          "DATE_ADD",
          "DATE_SUB",
          "EXTRACT",
          "GROUP_CONCAT",
          "JSON_ARRAYAGG",
          "JSON_OBJECTAGG",
          "MAX",
          "MID",
          "MIN",
          "NOW",
          "POSITION",
          "SESSION_USER",
          "STD",
          "STDDEV",
          "STDDEV_POP",
          "STDDEV_SAMP",
          "ST_COLLECT",
          "SUBDATE",
          "SUBSTR",
          "SUBSTRING",
          "SUM",
          "SYSDATE",
          "SYSTEM_USER",
          "TRIM",
          "VARIANCE",
          "VAR_POP",
          "VAR_SAMP");

  private static final Map<String, String> SYNONYMS =
      Map.ofEntries(
          Map.entry("CHARACTER", "CHAR"),
          Map.entry("DEC", "DECIMAL"),
          Map.entry("DISTINCTROW", "DISTINCT"),
          Map.entry("FIELDS", "COLUMNS"),
          Map.entry("FLOAT4", "FLOAT"),
          Map.entry("FLOAT8", "DOUBLE"),
          Map.entry("INT1", "TINYINT"),
          Map.entry("INT2", "SMALLINT"),
          Map.entry("INT3", "MEDIUMINT"),
          Map.entry("INT4", "INT"),
          Map.entry("INT8", "BIGINT"),
          Map.entry("INTEGER", "INT"),
          Map.entry("LOCALTIME", "CURRENT_TIMESTAMP"),
          Map.entry("LOCALTIMESTAMP", "CURRENT_TIMESTAMP"),
          Map.entry("MID", "SUBSTRING"),
          Map.entry("MIDDLEINT", "MEDIUMINT"),
          Map.entry("RLIKE", "REGEXP"),
          Map.entry("SCHEMA", "DATABASE"),
          Map.entry("SOME", "ANY"),
          Map.entry("SQL_TSI_DAY", "DAY"),
          Map.entry("SQL_TSI_HOUR", "HOUR"),
          Map.entry("SQL_TSI_MINUTE", "MINUTE"),
          Map.entry("SQL_TSI_MONTH", "MONTH"),
          Map.entry("SQL_TSI_QUARTER", "QUARTER"),
          Map.entry("SQL_TSI_SECOND", "SECOND"),
          Map.entry("SQL_TSI_WEEK", "WEEK"),
          Map.entry("SQL_TSI_YEAR", "YEAR"),
          Map.entry("STDDEV", "STD"),
          Map.entry("STDDEV_POP", "STD"),
          Map.entry("SUBSTR", "SUBSTRING"),
          Map.entry("VARCHARACTER", "VARCHAR"),
          Map.entry("VAR_POP", "VARIANCE"));

  /** Token types that SqlTokens gives; no word is one of them. */
  private static final Set<String> NOT_WORDS =
      Set.of(
          "ASSIGNED_VARIABLE",
          "CONCAT_PIPES",
          "DEFAULT_CALL",
          "INTERVAL_CALL",
          "INTRODUCER",
          "IS_TRUTH",
          "NOT2",
          "ON_DUPLICATE",
          "QUERY_PAREN",
          "RESERVED_WORD",
          "TEMPORAL",
          "WILD_NAME",
          "WITH_ROLLUP");

  /** Names of character sets, which after an underscore introduce a string. */
  private static final String CHARACTER_SETS =
      "armscii8 ascii big5 binary cp1250 cp1251 cp1256 cp1257 cp850 cp852 cp866 cp932 "
          + "dec8 eucjpms euckr gb18030 gb2312 gbk geostd8 greek hebrew hp8 keybcs2 koi8r "
          + "koi8u latin1 latin2 latin5 latin7 macce macroman sjis swe7 tis620 ucs2 ujis "
          + "utf16 utf16le utf32 utf8 utf8mb3 utf8mb4 ";

  private static final int SIZE = 4096;

  private final String[] words = new String[SIZE];
  private final int[] types = new int[SIZE];
  private final boolean[] withoutBlank = new boolean[SIZE];

  /** The keywords as the lexer's vocabulary numbers them. */
  Keywords(Vocabulary vocabulary, Set<String> ruleNames) {
    Map<String, Integer> own = new HashMap<>();
    for (int type = 1; type <= vocabulary.getMaxTokenType(); type++) {
      String name = vocabulary.getSymbolicName(type);
      if (name != null && !ruleNames.contains(name) && !NOT_WORDS.contains(name)) {
        own.put(name.endsWith("_") ? name.substring(0, name.length() - 1) : name, type);
      }
    }
    own.forEach(this::add);
    SYNONYMS.forEach((word, keyword) -> addIfNew(word, own.get(keyword)));
    for (String word : RESERVED.strip().split(" ")) {
      addIfNew(word, MySqlLexer.RESERVED_WORD);
    }
    for (String charset : CHARACTER_SETS.strip().split(" ")) {
      add("_" + charset.toUpperCase(Locale.ROOT), MySqlLexer.INTRODUCER);
    }
  }

  private void addIfNew(String word, Integer type) {
    if (type != null && words[slot(word)] == null) {
      add(word, type);
    }
  }

  private void add(String word, int type) {
    int slot = slot(word);
    words[slot] = word;
    types[slot] = type;
    withoutBlank[slot] = CALLED_WITHOUT_BLANK.contains(word);
  }

  private int slot(String word) {
    int hash = 0;
    for (int i = 0; i < word.length(); i++) {
      hash = 31 * hash + word.charAt(i);
    }
    int slot = spread(hash);
    while (words[slot] != null && !words[slot].equals(word)) {
      slot = (slot + 1) & (SIZE - 1);
    }
    return slot;
  }

  private static int spread(int hash) {
    return (hash ^ (hash >>> 13)) & (SIZE - 1);
  }

  /**
   * The place of the word that stands at {@code start} to {@code end}, or -1 if it is no keyword.
   */
  int find(SqlText text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      int c = text.at(i);
      hash = 31 * hash + (c >= 'a' && c <= 'z' ? c - 32 : c);
    }
    for (int slot = spread(hash); words[slot] != null; slot = (slot + 1) & (SIZE - 1)) {
      if (matches(words[slot], text, start, end)) {
        return slot;
      }
    }
    return -1;
  }

  private static boolean matches(String word, SqlText text, int start, int end) {
    if (word.length() != end - start) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      int c = text.at(start + i);
      if ((c >= 'a' && c <= 'z' ? c - 32 : c) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The token type of a place that {@link #find} gave. */
  int type(int place) {
    return types[place];
  }

  /** Whether the word is a keyword only directly before a parenthesis. */
  boolean calledWithoutBlank(int place) {
    return withoutBlank[place];
  }
}
