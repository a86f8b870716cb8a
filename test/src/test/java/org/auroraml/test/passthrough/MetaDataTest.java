package org.auroraml.test.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.auroraml.test.server.TestDatabase;
import org.auroraml.test.server.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** F91: metadata says what Connector/J says. */
class MetaDataTest {

  private TestDatabase database;
  private Connection mysql;
  private Connection aurora;

  @BeforeEach
  void connect() throws SQLException {
    database = TestServer.get().createDatabase();
    database.execute(
        "CREATE TABLE parent (id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, n VARCHAR(9) NOT NULL)",
        "CREATE TABLE child (id INT UNSIGNED, d DECIMAL(9,3), UNIQUE (id),"
            + " FOREIGN KEY (id) REFERENCES parent (id))",
        "CREATE VIEW v AS SELECT n FROM parent",
        "CREATE PROCEDURE p(IN a INT, OUT b DOUBLE) SET b = a",
        "CREATE FUNCTION f(a INT) RETURNS INT DETERMINISTIC RETURN a");
    mysql = Route.CONNECTOR_J.connect(database);
    aurora = Route.AURORAML.connect(database);
  }

  @AfterEach
  void disconnect() throws SQLException {
    try {
      mysql.close();
      aurora.close();
    } finally {
      database.close();
    }
  }

  @TestFactory
  @DisplayName("F91: DatabaseMetaData's methods without arguments")
  Stream<DynamicTest> plainMethods() {
    return methods(DatabaseMetaData.class, 0)
        .filter(method -> method.getReturnType() != Connection.class)
        .map(
            method ->
                DynamicTest.dynamicTest(
                    method.getName(),
                    () ->
                        assertThat(call(method, aurora.getMetaData()))
                            .isEqualTo(call(method, mysql.getMetaData()))));
  }

  @TestFactory
  @DisplayName("F91: DatabaseMetaData's descriptions of the schema")
  Stream<DynamicTest> descriptions() {
    String name = database.name();
    return Stream.of(
        description("tables", m -> m.getTables(name, null, "%", null)),
        description("columns", m -> m.getColumns(name, null, "%", "%")),
        description("primary keys", m -> m.getPrimaryKeys(name, null, "parent")),
        description("imported keys", m -> m.getImportedKeys(name, null, "child")),
        description("exported keys", m -> m.getExportedKeys(name, null, "parent")),
        description(
            "cross reference", m -> m.getCrossReference(name, null, "parent", name, null, "child")),
        description("indexes", m -> m.getIndexInfo(name, null, "child", false, false)),
        description("best row", m -> m.getBestRowIdentifier(name, null, "parent", 1, true)),
        description("version columns", m -> m.getVersionColumns(name, null, "parent")),
        description("table privileges", m -> m.getTablePrivileges(name, null, "%")),
        description("procedures", m -> m.getProcedures(name, null, "%")),
        description("procedure columns", m -> m.getProcedureColumns(name, null, "p", "%")),
        description("functions", m -> m.getFunctions(name, null, "%")),
        description("function columns", m -> m.getFunctionColumns(name, null, "f", "%")));
  }

  private interface Description {
    ResultSet of(DatabaseMetaData metadata) throws SQLException;
  }

  private DynamicTest description(String name, Description description) {
    return DynamicTest.dynamicTest(
        name,
        () ->
            assertThat(content(description.of(aurora.getMetaData())))
                .isEqualTo(content(description.of(mysql.getMetaData()))));
  }

  @Test
  @DisplayName("F91: ResultSetMetaData")
  void resultSetMetaData() throws Exception {
    String sql = "SELECT p.id AS one, n, d * 2, NULL, ? FROM parent p, child c";
    try (PreparedStatement ours = aurora.prepareStatement(sql);
        PreparedStatement theirs = mysql.prepareStatement(sql)) {
      ours.setInt(1, 1);
      theirs.setInt(1, 1);
      assertThat(columns(ours.executeQuery().getMetaData()))
          .isEqualTo(columns(theirs.executeQuery().getMetaData()));
    }
  }

  @Test
  @DisplayName("F91: ParameterMetaData")
  void parameterMetaData() throws Exception {
    String sql = "INSERT INTO child VALUES (?, ?)";
    try (PreparedStatement ours = aurora.prepareStatement(sql);
        PreparedStatement theirs = mysql.prepareStatement(sql)) {
      ParameterMetaData parameters = ours.getParameterMetaData();

      assertThat(parameters.getParameterCount()).isEqualTo(2);
      assertThat(parameters.getParameterMode(2))
          .isEqualTo(theirs.getParameterMetaData().getParameterMode(2));
    }
  }

  /** The methods of an interface itself with a number of parameters, in a fixed order. */
  private static Stream<Method> methods(Class<?> iface, int parameters) {
    return Arrays.stream(iface.getDeclaredMethods())
        .filter(method -> method.getParameterCount() == parameters)
        .sorted(Comparator.comparing(Method::getName));
  }

  private static List<Object> columns(ResultSetMetaData metadata) throws Exception {
    List<Object> all = new ArrayList<>();
    for (int column = 1; column <= metadata.getColumnCount(); column++) {
      for (Method method : methods(ResultSetMetaData.class, 1).toList()) {
        all.add(method.getName() + " " + column + ": " + call(method, metadata, column));
      }
    }
    return all;
  }

  /** What a method gives, in a form that can be compared: a result's content, a failure's text. */
  private static Object call(Method method, Object target, Object... arguments)
      throws IllegalAccessException, SQLException {
    try {
      Object value = method.invoke(target, arguments);
      return value instanceof ResultSet result ? content(result) : value;
    } catch (InvocationTargetException e) {
      return e.getCause().toString();
    }
  }

  private static List<String> content(ResultSet result) throws SQLException {
    try (result) {
      List<String> all = new ArrayList<>();
      ResultSetMetaData metadata = result.getMetaData();
      for (int column = 1; column <= metadata.getColumnCount(); column++) {
        all.add(metadata.getColumnLabel(column) + " " + metadata.getColumnTypeName(column));
      }
      all.addAll(OnEachRoute.rows(result));
      return all;
    }
  }
}
