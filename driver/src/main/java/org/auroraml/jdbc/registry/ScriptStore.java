package org.auroraml.jdbc.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.SqlMode;
import org.auroraml.grammar.SqlParser;
import org.auroraml.grammar.SqlSyntaxException;
import org.auroraml.grammar.Statement.CreateMlFunction;
import org.auroraml.grammar.Statement.DropFunction;
import org.auroraml.jdbc.error.SqlErrors;

/**
 * ML functions are kept in a plain SQL script, for users who may not create routines. The script
 * holds CREATE FUNCTION and DROP FUNCTION statements with the function's database, each ended by a
 * semicolon at the end of a line; it is replayed when read and appended to by CREATE and DROP.
 */
public record ScriptStore(Path script) implements FunctionStore {

  @Override
  public List<MlFunction> load(Connection connection) throws SQLException {
    Map<String, MlFunction> functions = new LinkedHashMap<>();
    for (String statement : statements()) {
      try {
        ParsedStatement parsed = SqlParser.parse(statement, SqlMode.NONE);
        replay(parsed, functions);
      } catch (SqlSyntaxException e) {
        throw SqlErrors.syntax(
            "The script of ML functions " + script + " has an error: " + e.getMessage(), e);
      }
    }
    return List.copyOf(functions.values());
  }

  private void replay(ParsedStatement parsed, Map<String, MlFunction> functions)
      throws SQLException {
    if (parsed.statement() instanceof CreateMlFunction create) {
      MlFunction function = FunctionDefinition.of(parsed, create, null).function();
      functions.put(MemoryStore.key(function), function);
    } else if (parsed.statement() instanceof DropFunction drop) {
      String name = drop.name().schema().orElse("") + "." + drop.name().name();
      functions.remove(name.toLowerCase(Locale.ROOT));
    } else {
      throw SqlErrors.syntax(
          "The script of ML functions "
              + script
              + " holds a statement that is neither CREATE FUNCTION … ALIAS nor DROP FUNCTION.",
          null);
    }
  }

  private List<String> statements() throws SQLException {
    if (!Files.exists(script)) {
      return List.of();
    }
    try {
      List<String> statements = new ArrayList<>();
      for (String part : Files.readString(script).split(";[ \\t]*(?:\\r?\\n|$)")) {
        if (!part.isBlank()) {
          statements.add(part);
        }
      }
      return statements;
    } catch (IOException e) {
      throw unusable("read", e);
    }
  }

  @Override
  public String create(FunctionDefinition definition) throws SQLException {
    boolean known =
        load(null).stream()
            .anyMatch(f -> MemoryStore.key(f).equals(MemoryStore.key(definition.function())));
    if (known && definition.create().ifNotExists()) {
      return NOTHING;
    }
    if (known && !definition.create().orReplace()) {
      throw SqlErrors.alreadyExists(definition.function().qualifiedName());
    }
    append(definition.head() + " " + definition.aliasText() + ";\n");
    return NOTHING;
  }

  @Override
  public String drop(MlFunction function, String statement) throws SQLException {
    append("DROP FUNCTION " + function.qualifiedName() + ";\n");
    return NOTHING;
  }

  /** One write of the whole line, so that two JVMs do not interleave. */
  private void append(String line) throws SQLException {
    try {
      Files.write(
          script,
          line.getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw unusable("write", e);
    }
  }

  private SQLException unusable(String verb, IOException cause) {
    return new SQLException(
        "Can't " + verb + " the script of ML functions " + script + " (setting 'functions').",
        "HY000",
        cause);
  }
}
