package org.auroraml.jdbc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SqlMode;
import org.auroraml.grammar.SqlParser;
import org.auroraml.grammar.SqlSyntaxException;

/** The statements with ML calls that were parsed last. Thread-safe. */
final class StatementCache {
  private static final int CAPACITY = 256;

  /** A multi-row INSERT of megabytes is not kept. */
  private static final int MAX_LENGTH = 16_384;

  private final Map<Key, ParsedStatement> statements =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, ParsedStatement> eldest) {
          return size() > CAPACITY;
        }
      };

  private record Key(String sql, Set<SqlMode> modes) {}

  ParsedStatement parse(String sql, Set<SqlMode> modes) throws SqlSyntaxException {
    if (sql.length() > MAX_LENGTH) {
      return SqlParser.parse(sql, modes);
    }
    Key key = new Key(sql, modes);
    synchronized (statements) {
      ParsedStatement known = statements.get(key);
      if (known != null) {
        return known;
      }
    }
    ParsedStatement parsed = SqlParser.parse(sql, modes);
    synchronized (statements) {
      statements.put(key, parsed);
    }
    return parsed;
  }
}
