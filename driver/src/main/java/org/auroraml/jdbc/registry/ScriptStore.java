package org.auroraml.jdbc.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.auroraml.grammar.ParsedStatement;
import org.auroraml.grammar.RoutineName;
import org.auroraml.grammar.SqlMode;
import org.auroraml.grammar.SqlParser;
import org.auroraml.grammar.SqlSyntaxException;
import org.auroraml.grammar.Statement.AlterFunction;
import org.auroraml.grammar.Statement.CreateMlFunction;
import org.auroraml.grammar.Statement.DropFunction;
import org.auroraml.jdbc.error.SqlErrors;

/**
 * ML functions are kept in a plain SQL script, for users who may not create routines. The script
 * holds CREATE, ALTER and DROP FUNCTION statements with the function's database, each ended by a
 * semicolon; it is replayed when read and appended to by them.
 */
public record ScriptStore(Path script) implements ClientStore {

  @Override
  public List<FunctionDefinition> definitions() throws SQLException {
    Map<String, FunctionDefinition> functions = new LinkedHashMap<>();
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

  private void replay(ParsedStatement parsed, Map<String, FunctionDefinition> functions)
      throws SQLException {
    if (parsed.statement() instanceof CreateMlFunction create) {
      FunctionDefinition definition = FunctionDefinition.of(parsed, create, null);
      functions.put(MemoryStore.key(definition.function()), definition);
    } else if (parsed.statement() instanceof DropFunction drop) {
      functions.remove(key(drop.name()));
    } else if (parsed.statement() instanceof AlterFunction alter) {
      Characteristics changes =
          Characteristics.of(alter.name().name(), alter.characteristics(), parsed.text());
      functions.computeIfPresent(key(alter.name()), (key, old) -> old.altered(changes));
    } else {
      throw SqlErrors.syntax(
          "The script of ML functions "
              + script
              + " holds a statement that is none of CREATE FUNCTION … ALIAS, ALTER FUNCTION and"
              + " DROP FUNCTION.",
          null);
    }
  }

  private static String key(RoutineName name) {
    return (name.schema().orElse("") + "." + name.name()).toLowerCase(Locale.ROOT);
  }

  private List<String> statements() throws SQLException {
    if (!Files.exists(script)) {
      return List.of();
    }
    try {
      String text = Files.readString(script);
      return SqlParser.split(text, SqlMode.NONE).stream().map(range -> range.of(text)).toList();
    } catch (IOException e) {
      throw unusable("read", e);
    }
  }

  @Override
  public String create(FunctionDefinition definition) throws SQLException {
    return change(
        () -> {
          boolean known = definition(definition.function()).isPresent();
          if (known && definition.create().ifNotExists()) {
            return "";
          }
          if (known && !definition.create().orReplace()) {
            throw SqlErrors.alreadyExists(definition.function().qualifiedName());
          }
          return definition.statement();
        });
  }

  @Override
  public String drop(MlFunction function, String statement) throws SQLException {
    return change(() -> "DROP FUNCTION " + function.quotedName());
  }

  @Override
  public String alter(MlFunction function, Characteristics changes, Connection connection)
      throws SQLException {
    return change(() -> "ALTER FUNCTION " + function.quotedName() + changes.sql());
  }

  /** What is appended to the script; the empty text for nothing. */
  @FunctionalInterface
  private interface Change {
    String statement() throws SQLException;
  }

  /**
   * Reads and appends as one step, so that of two creators one finds the function of the other. The
   * file is locked against other JVMs, and such a lock is the whole JVM's.
   */
  private String change(Change change) throws SQLException {
    synchronized (ScriptStore.class) {
      try (FileChannel channel =
          FileChannel.open(script, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        // Until the channel is closed.
        channel.lock();
        String statement = change.statement();
        if (!statement.isEmpty()) {
          channel.write(ByteBuffer.wrap((statement + ";\n").getBytes(StandardCharsets.UTF_8)));
        }
        return NOTHING;
      } catch (IOException e) {
        throw unusable("write", e);
      }
    }
  }

  private SQLException unusable(String verb, IOException cause) {
    return new SQLException(
        "Can't " + verb + " the script of ML functions " + script + " (setting 'functions').",
        "HY000",
        cause);
  }
}
