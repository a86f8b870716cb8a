package org.auroraml.grammar;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Statements with the verdict of a MySQL 8.0.33 server: files valid.jsonl.gz, invalid.jsonl.gz and
 * probes.jsonl.gz in the directory of system property {@code corpus}, by default beside the
 * repository. They are not part of the repository.
 */
final class Corpus {
  private static final Set<String> CORE =
      Set.of("SELECT", "INSERT", "REPLACE", "UPDATE", "DELETE", "TABLE", "VALUES");

  private final Path directory;

  Corpus(Path directory) {
    this.directory = directory;
  }

  static Corpus standard() {
    return new Corpus(Path.of(System.getProperty("corpus", "../../shared/data/sql")));
  }

  /**
   * A statement and what the server says to it.
   *
   * @param kind its first word, or null
   * @param expected whether a test suite expects the error that the statement causes
   * @param valid the server's verdict
   */
  record Row(String sql, String kind, boolean expected, Set<SqlMode> modes, boolean valid) {
    boolean isCore() {
      return CORE.contains(kind);
    }

    /** Whether the parser's verdict is the server's. */
    boolean isJudgedRightly() {
      try {
        SqlParser.parse(sql, modes);
        return valid;
      } catch (SqlSyntaxException e) {
        return !valid;
      }
    }
  }

  /** Where the file of a name is looked for. */
  Path file(String name) {
    return directory.resolve(name + ".jsonl.gz").toAbsolutePath().normalize();
  }

  boolean has(String name) {
    return Files.exists(file(name));
  }

  List<Row> rows(String name) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (InputStream file = new GZIPInputStream(Files.newInputStream(file(name)));
        JsonParser json = new JsonFactory().createParser(file)) {
      while (json.nextToken() == JsonToken.START_OBJECT) {
        rows.add(row(json, name.equals("valid")));
      }
    }
    return rows;
  }

  private static Row row(JsonParser json, boolean validByDefault) throws IOException {
    String sql = "";
    String kind = null;
    String mode = "";
    boolean expected = false;
    boolean valid = validByDefault;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "sql" -> sql = json.getText();
        case "kind" -> kind = json.getText();
        case "class" -> expected = json.getText().equals("expected");
        case "sql_mode" -> mode = json.getText();
        case "valid" -> valid = json.getBooleanValue();
        default -> {}
      }
    }
    String modes = mode.equals("ANSI") ? "ANSI_QUOTES,PIPES_AS_CONCAT,IGNORE_SPACE" : mode;
    return new Row(sql, kind, expected, SqlMode.parse(modes), valid);
  }
}
