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

  /** Keywords that are names, but mostly not names of functions. */
  private static final String NOT_RESERVED =
      "ACCOUNT ACTION ACTIVE ADMIN AFTER AGAINST AGGREGATE ALGORITHM ALWAYS ANY ARRAY ASCII "
          + "ASSIGN_GTIDS_TO_ANONYMOUS_TRANSACTIONS AT ATTRIBUTE AUTHENTICATION AUTO_INCREMENT "
          + "AUTOEXTEND_SIZE AVG AVG_ROW_LENGTH BACKUP BEGIN BINLOG BIT BLOCK BOOL BOOLEAN BTREE "
          + "BUCKETS BULK BYTE CACHE CASCADED CATALOG_NAME CHAIN CHALLENGE_RESPONSE CHANGED "
          + "CHANNEL CHARSET CHECKSUM CIPHER CLASS_ORIGIN CLIENT CLONE CLOSE COALESCE CODE "
          + "COLLATION COLUMN_FORMAT COLUMN_NAME COLUMNS COMMENT COMMIT COMMITTED COMPACT "
          + "COMPLETION COMPONENT COMPRESSED COMPRESSION CONCURRENT CONNECTION CONSISTENT "
          + "CONSTRAINT_CATALOG CONSTRAINT_NAME CONSTRAINT_SCHEMA CONTAINS CONTEXT CPU CURRENT "
          + "CURSOR_NAME DATA DATAFILE DATE DATETIME DAY DEALLOCATE DEFAULT_AUTH DEFINER "
          + "DEFINITION DELAY_KEY_WRITE DESCRIPTION DIAGNOSTICS DIRECTORY DISABLE DISCARD DISK DO "
          + "DUMPFILE DUPLICATE DYNAMIC ENABLE ENCRYPTION END ENDS ENFORCED ENGINE "
          + "ENGINE_ATTRIBUTE ENGINES ENUM ERROR ERRORS ESCAPE EVENT EVENTS EVERY EXCHANGE "
          + "EXCLUDE EXECUTE EXPANSION EXPIRE EXPORT EXTENDED EXTENT_SIZE FACTOR "
          + "FAILED_LOGIN_ATTEMPTS FAST FAULTS FIELDS FILE FILE_BLOCK_SIZE FILTER FINISH FIRST "
          + "FIXED FLUSH FOLLOWING FOLLOWS FORMAT FOUND FULL GENERAL GENERATE GEOMCOLLECTION "
          + "GEOMETRY GEOMETRYCOLLECTION GET_FORMAT GET_MASTER_PUBLIC_KEY GET_SOURCE_PUBLIC_KEY "
          + "GLOBAL GRANTS GROUP_REPLICATION GTID_ONLY HANDLER HASH HELP HISTOGRAM HISTORY HOST "
          + "HOSTS HOUR IDENTIFIED IGNORE_SERVER_IDS IMPORT INACTIVE INDEXES INITIAL INITIAL_SIZE "
          + "INITIATE INSERT_METHOD INSTALL INSTANCE INVISIBLE INVOKER IO IO_THREAD IPC ISOLATION "
          + "ISSUER JSON JSON_VALUE KEY_BLOCK_SIZE KEYRING LANGUAGE LAST LEAVES LESS LEVEL "
          + "LINESTRING LIST LOCAL LOCKED LOCKS LOGFILE LOGS MASTER MASTER_AUTO_POSITION "
          + "MASTER_COMPRESSION_ALGORITHMS MASTER_CONNECT_RETRY MASTER_DELAY "
          + "MASTER_HEARTBEAT_PERIOD MASTER_HOST MASTER_LOG_FILE MASTER_LOG_POS MASTER_PASSWORD "
          + "MASTER_PORT MASTER_PUBLIC_KEY_PATH MASTER_RETRY_COUNT MASTER_SSL MASTER_SSL_CA "
          + "MASTER_SSL_CAPATH MASTER_SSL_CERT MASTER_SSL_CIPHER MASTER_SSL_CRL "
          + "MASTER_SSL_CRLPATH MASTER_SSL_KEY MASTER_TLS_CIPHERSUITES MASTER_TLS_VERSION "
          + "MASTER_USER MASTER_ZSTD_COMPRESSION_LEVEL MAX_CONNECTIONS_PER_HOUR "
          + "MAX_QUERIES_PER_HOUR MAX_ROWS MAX_SIZE MAX_UPDATES_PER_HOUR MAX_USER_CONNECTIONS "
          + "MEDIUM MEMBER MEMORY MERGE MESSAGE_TEXT MICROSECOND MIGRATE MIN_ROWS MINUTE MODE "
          + "MODIFY MONTH MULTILINESTRING MULTIPOINT MULTIPOLYGON MUTEX MYSQL_ERRNO NAME NAMES "
          + "NATIONAL NCHAR NDB NDBCLUSTER NESTED NETWORK_NAMESPACE NEVER NEW NEXT NO NO_WAIT "
          + "NODEGROUP NONE NOWAIT NULLS NUMBER NVARCHAR OFF OFFSET OJ OLD ONE ONLY OPEN OPTIONAL "
          + "OPTIONS ORDINALITY ORGANIZATION OTHERS OWNER PACK_KEYS PAGE PARSER PARTIAL "
          + "PARTITIONING PARTITIONS PASSWORD PASSWORD_LOCK_TIME PATH PERSIST PERSIST_ONLY PHASE "
          + "PLUGIN PLUGIN_DIR PLUGINS POINT POLYGON PORT PRECEDES PRECEDING PREPARE PRESERVE "
          + "PREV PRIVILEGE_CHECKS_USER PRIVILEGES PROCESS PROCESSLIST PROFILE PROFILES PROXY "
          + "QUARTER QUERY QUICK RANDOM READ_ONLY REBUILD RECOVER REDO_BUFFER_SIZE REDUNDANT "
          + "REFERENCE REGISTRATION RELAY RELAY_LOG_FILE RELAY_LOG_POS RELAY_THREAD RELAYLOG "
          + "RELOAD REMOVE REORGANIZE REPAIR REPEATABLE REPLICA REPLICAS REPLICATE_DO_DB "
          + "REPLICATE_DO_TABLE REPLICATE_IGNORE_DB REPLICATE_IGNORE_TABLE REPLICATE_REWRITE_DB "
          + "REPLICATE_WILD_DO_TABLE REPLICATE_WILD_IGNORE_TABLE REPLICATION REQUIRE_ROW_FORMAT "
          + "REQUIRE_TABLE_PRIMARY_KEY_CHECK RESET RESOURCE RESPECT RESTART RESTORE RESUME RETAIN "
          + "RETURNED_SQLSTATE RETURNING RETURNS REUSE REVERSE ROLE ROLLBACK ROLLUP ROTATE "
          + "ROUTINE ROW_COUNT ROW_FORMAT RTREE SAVEPOINT SCHEDULE SCHEMA_NAME SECOND SECONDARY "
          + "SECONDARY_ENGINE SECONDARY_ENGINE_ATTRIBUTE SECONDARY_LOAD SECONDARY_UNLOAD SECURITY "
          + "SERIAL SERIALIZABLE SERVER SESSION SHARE SHUTDOWN SIGNED SIMPLE SKIP SLAVE SLOW "
          + "SNAPSHOT SOCKET SOME SONAME SOUNDS SOURCE SOURCE_AUTO_POSITION SOURCE_BIND "
          + "SOURCE_COMPRESSION_ALGORITHMS SOURCE_CONNECT_RETRY SOURCE_CONNECTION_AUTO_FAILOVER "
          + "SOURCE_DELAY SOURCE_HEARTBEAT_PERIOD SOURCE_HOST SOURCE_LOG_FILE SOURCE_LOG_POS "
          + "SOURCE_PASSWORD SOURCE_PORT SOURCE_PUBLIC_KEY_PATH SOURCE_RETRY_COUNT SOURCE_SSL "
          + "SOURCE_SSL_CA SOURCE_SSL_CAPATH SOURCE_SSL_CERT SOURCE_SSL_CIPHER SOURCE_SSL_CRL "
          + "SOURCE_SSL_CRLPATH SOURCE_SSL_KEY SOURCE_SSL_VERIFY_SERVER_CERT "
          + "SOURCE_TLS_CIPHERSUITES SOURCE_TLS_VERSION SOURCE_USER SOURCE_ZSTD_COMPRESSION_LEVEL "
          + "SQL_AFTER_GTIDS SQL_AFTER_MTS_GAPS SQL_BEFORE_GTIDS SQL_BUFFER_RESULT SQL_NO_CACHE "
          + "SQL_THREAD SQL_TSI_DAY SQL_TSI_HOUR SQL_TSI_MINUTE SQL_TSI_MONTH SQL_TSI_QUARTER "
          + "SQL_TSI_SECOND SQL_TSI_WEEK SQL_TSI_YEAR SRID STACKED START STARTS STATS_AUTO_RECALC "
          + "STATS_PERSISTENT STATS_SAMPLE_PAGES STATUS STOP STORAGE STREAM STRING "
          + "SUBCLASS_ORIGIN SUBJECT SUBPARTITION SUBPARTITIONS SUPER SUSPEND SWAPS SWITCHES "
          + "TABLE_CHECKSUM TABLE_NAME TABLES TABLESPACE TEMPORARY TEMPTABLE TEXT THAN "
          + "THREAD_PRIORITY TIES TIME TIMESTAMP TIMESTAMPADD TIMESTAMPDIFF TLS TRANSACTION "
          + "TRIGGERS TRUNCATE TYPE TYPES UNBOUNDED UNCOMMITTED UNDEFINED UNDO_BUFFER_SIZE "
          + "UNDOFILE UNICODE UNINSTALL UNKNOWN UNREGISTER UNTIL UPGRADE URL USE_FRM USER "
          + "USER_RESOURCES VALIDATION VALUE VARIABLES VCPU VIEW VISIBLE WAIT WARNINGS WEEK "
          + "WEIGHT_STRING WITHOUT WORK WRAPPER X509 XA XID XML YEAR ZONE ";

  /** How many arguments functions take that bear the name of a keyword that is not reserved. */
  private static final Map<String, Arity> FUNCTIONS =
      Map.ofEntries(
          Map.entry("ASCII", new Arity(1, 1)),
          Map.entry("CHARSET", new Arity(1, 1)),
          Map.entry("COALESCE", Arity.SOME),
          Map.entry("COLLATION", new Arity(1, 1)),
          Map.entry("DATE", new Arity(1, 1)),
          Map.entry("DAY", new Arity(1, 1)),
          Map.entry("FORMAT", new Arity(2, 3)),
          Map.entry("GEOMCOLLECTION", Arity.ANY),
          Map.entry("GEOMETRYCOLLECTION", Arity.ANY),
          Map.entry("HOUR", new Arity(1, 1)),
          Map.entry("LINESTRING", Arity.SOME),
          Map.entry("MICROSECOND", new Arity(1, 1)),
          Map.entry("MINUTE", new Arity(1, 1)),
          Map.entry("MONTH", new Arity(1, 1)),
          Map.entry("MULTILINESTRING", Arity.SOME),
          Map.entry("MULTIPOINT", Arity.SOME),
          Map.entry("MULTIPOLYGON", Arity.SOME),
          Map.entry("POINT", new Arity(2, 2)),
          Map.entry("POLYGON", Arity.SOME),
          Map.entry("QUARTER", new Arity(1, 1)),
          Map.entry("REVERSE", new Arity(1, 1)),
          Map.entry("ROW_COUNT", new Arity(0, 0)),
          Map.entry("SECOND", new Arity(1, 1)),
          Map.entry("SQL_TSI_DAY", new Arity(1, 1)),
          Map.entry("SQL_TSI_HOUR", new Arity(1, 1)),
          Map.entry("SQL_TSI_MINUTE", new Arity(1, 1)),
          Map.entry("SQL_TSI_MONTH", new Arity(1, 1)),
          Map.entry("SQL_TSI_QUARTER", new Arity(1, 1)),
          Map.entry("SQL_TSI_SECOND", new Arity(1, 1)),
          Map.entry("SQL_TSI_WEEK", new Arity(1, 2)),
          Map.entry("SQL_TSI_YEAR", new Arity(1, 1)),
          Map.entry("TIME", new Arity(1, 1)),
          Map.entry("TIMESTAMP", new Arity(1, 2)),
          Map.entry("TRUNCATE", new Arity(2, 2)),
          Map.entry("USER", new Arity(0, 0)),
          Map.entry("WEEK", new Arity(1, 2)),
          Map.entry("YEAR", new Arity(1, 1)));

  /** How many arguments a function takes; none from 1 to 0. */
  record Arity(int least, int most) {
    static final Arity ANY = new Arity(0, Integer.MAX_VALUE);
    static final Arity SOME = new Arity(1, Integer.MAX_VALUE);
    static final Arity NOT_CALLABLE = new Arity(1, 0);

    boolean takes(int arguments) {
      return least <= arguments && arguments <= most;
    }
  }

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
          Map.entry("DESCRIBE", "EXPLAIN"),
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
          Map.entry("SCHEMAS", "DATABASES"),
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
          "BEGIN_BLOCK",
          "CONCAT_PIPES",
          "CREATE_ML",
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
  private final Arity[] arities = new Arity[SIZE];

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
    for (String word : NOT_RESERVED.strip().split(" ")) {
      addIfNew(word, MySqlLexer.WORD);
      arities[slot(word)] = FUNCTIONS.getOrDefault(word, Arity.NOT_CALLABLE);
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
    arities[slot] = Arity.ANY;
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

  /** How many arguments a function of the word's name takes. */
  Arity arity(int place) {
    return arities[place];
  }

  /** Whether the word is a keyword only directly before a parenthesis. */
  boolean calledWithoutBlank(int place) {
    return withoutBlank[place];
  }
}
