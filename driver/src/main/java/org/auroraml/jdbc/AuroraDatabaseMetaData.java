package org.auroraml.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.auroraml.jdbc.administration.FunctionRows;
import org.auroraml.jdbc.forwarding.ForwardingDatabaseMetaData;
import org.auroraml.jdbc.registry.ClientStore;

/**
 * Connector/J's metadata, its product names and URL included: frameworks choose their dialect by
 * them (feature F91).
 */
final class AuroraDatabaseMetaData extends ForwardingDatabaseMetaData {
  private final AuroraConnection connection;

  AuroraDatabaseMetaData(DatabaseMetaData delegate, AuroraConnection connection) {
    super(delegate);
    this.connection = connection;
  }

  @Override
  public Connection getConnection() {
    return connection;
  }

  @Override
  public ResultSet getProcedures(String catalog, String schemaPattern, String procedureNamePattern)
      throws SQLException {
    return ours(delegate().getProcedures(catalog, schemaPattern, procedureNamePattern));
  }

  @Override
  public ResultSet getProcedureColumns(
      String catalog, String schemaPattern, String procedureNamePattern, String columnNamePattern)
      throws SQLException {
    return ours(
        delegate()
            .getProcedureColumns(catalog, schemaPattern, procedureNamePattern, columnNamePattern));
  }

  @Override
  public ResultSet getTables(
      String catalog, String schemaPattern, String tableNamePattern, String[] types)
      throws SQLException {
    return ours(delegate().getTables(catalog, schemaPattern, tableNamePattern, types));
  }

  @Override
  public ResultSet getSchemas() throws SQLException {
    return ours(delegate().getSchemas());
  }

  @Override
  public ResultSet getCatalogs() throws SQLException {
    return ours(delegate().getCatalogs());
  }

  @Override
  public ResultSet getTableTypes() throws SQLException {
    return ours(delegate().getTableTypes());
  }

  @Override
  public ResultSet getColumns(
      String catalog, String schemaPattern, String tableNamePattern, String columnNamePattern)
      throws SQLException {
    return ours(delegate().getColumns(catalog, schemaPattern, tableNamePattern, columnNamePattern));
  }

  @Override
  public ResultSet getColumnPrivileges(
      String catalog, String schema, String table, String columnNamePattern) throws SQLException {
    return ours(delegate().getColumnPrivileges(catalog, schema, table, columnNamePattern));
  }

  @Override
  public ResultSet getTablePrivileges(String catalog, String schemaPattern, String tableNamePattern)
      throws SQLException {
    return ours(delegate().getTablePrivileges(catalog, schemaPattern, tableNamePattern));
  }

  @Override
  public ResultSet getBestRowIdentifier(
      String catalog, String schema, String table, int scope, boolean nullable)
      throws SQLException {
    return ours(delegate().getBestRowIdentifier(catalog, schema, table, scope, nullable));
  }

  @Override
  public ResultSet getVersionColumns(String catalog, String schema, String table)
      throws SQLException {
    return ours(delegate().getVersionColumns(catalog, schema, table));
  }

  @Override
  public ResultSet getPrimaryKeys(String catalog, String schema, String table) throws SQLException {
    return ours(delegate().getPrimaryKeys(catalog, schema, table));
  }

  @Override
  public ResultSet getImportedKeys(String catalog, String schema, String table)
      throws SQLException {
    return ours(delegate().getImportedKeys(catalog, schema, table));
  }

  @Override
  public ResultSet getExportedKeys(String catalog, String schema, String table)
      throws SQLException {
    return ours(delegate().getExportedKeys(catalog, schema, table));
  }

  @Override
  public ResultSet getCrossReference(
      String parentCatalog,
      String parentSchema,
      String parentTable,
      String foreignCatalog,
      String foreignSchema,
      String foreignTable)
      throws SQLException {
    return ours(
        delegate()
            .getCrossReference(
                parentCatalog,
                parentSchema,
                parentTable,
                foreignCatalog,
                foreignSchema,
                foreignTable));
  }

  @Override
  public ResultSet getTypeInfo() throws SQLException {
    return ours(delegate().getTypeInfo());
  }

  @Override
  public ResultSet getIndexInfo(
      String catalog, String schema, String table, boolean unique, boolean approximate)
      throws SQLException {
    return ours(delegate().getIndexInfo(catalog, schema, table, unique, approximate));
  }

  @Override
  public ResultSet getUDTs(
      String catalog, String schemaPattern, String typeNamePattern, int[] types)
      throws SQLException {
    return ours(delegate().getUDTs(catalog, schemaPattern, typeNamePattern, types));
  }

  @Override
  public ResultSet getSuperTypes(String catalog, String schemaPattern, String typeNamePattern)
      throws SQLException {
    return ours(delegate().getSuperTypes(catalog, schemaPattern, typeNamePattern));
  }

  @Override
  public ResultSet getSuperTables(String catalog, String schemaPattern, String tableNamePattern)
      throws SQLException {
    return ours(delegate().getSuperTables(catalog, schemaPattern, tableNamePattern));
  }

  @Override
  public ResultSet getAttributes(
      String catalog, String schemaPattern, String typeNamePattern, String attributeNamePattern)
      throws SQLException {
    return ours(
        delegate().getAttributes(catalog, schemaPattern, typeNamePattern, attributeNamePattern));
  }

  @Override
  public ResultSet getSchemas(String catalog, String schemaPattern) throws SQLException {
    return ours(delegate().getSchemas(catalog, schemaPattern));
  }

  @Override
  public ResultSet getClientInfoProperties() throws SQLException {
    return ours(delegate().getClientInfoProperties());
  }

  @Override
  public ResultSet getFunctions(String catalog, String schemaPattern, String functionNamePattern)
      throws SQLException {
    ResultSet ofServer = delegate().getFunctions(catalog, schemaPattern, functionNamePattern);
    Optional<FunctionRows> own = ofClient(catalog, schemaPattern, functionNamePattern);
    return own.isEmpty() ? ours(ofServer) : query(own.get().functions(ofServer));
  }

  @Override
  public ResultSet getFunctionColumns(
      String catalog, String schemaPattern, String functionNamePattern, String columnNamePattern)
      throws SQLException {
    ResultSet ofServer =
        delegate()
            .getFunctionColumns(catalog, schemaPattern, functionNamePattern, columnNamePattern);
    Optional<FunctionRows> own = ofClient(catalog, schemaPattern, functionNamePattern);
    return own.isEmpty() ? ours(ofServer) : query(own.get().columns(ofServer, columnNamePattern));
  }

  /** Where the server does not know the ML functions (feature F12). */
  private Optional<FunctionRows> ofClient(String catalog, String schemaPattern, String namePattern)
      throws SQLException {
    return connection.services().registry().store() instanceof ClientStore store
        ? Optional.of(
            new FunctionRows(
                store, delegate().getConnection(), catalog, schemaPattern, namePattern))
        : Optional.empty();
  }

  private ResultSet query(String sql) throws SQLException {
    Statement statement = delegate().getConnection().createStatement();
    statement.closeOnCompletion();
    return ours(statement.executeQuery(sql));
  }

  @Override
  public ResultSet getPseudoColumns(
      String catalog, String schemaPattern, String tableNamePattern, String columnNamePattern)
      throws SQLException {
    return ours(
        delegate().getPseudoColumns(catalog, schemaPattern, tableNamePattern, columnNamePattern));
  }

  /** A description whose statement leads to the user's connection and not to the one beneath. */
  private ResultSet ours(ResultSet description) throws SQLException {
    Statement statement = description == null ? null : description.getStatement();
    return statement == null
        ? description
        : new AuroraResultSet(description, new AuroraStatement(statement, connection));
  }
}
