package org.auroraml.jdbc.export;

import com.mysql.cj.result.Field;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.s3export.Characters;
import org.auroraml.s3export.ExportColumn;
import org.auroraml.s3export.ExportRequest;
import org.auroraml.s3export.ExportRow;
import org.auroraml.s3export.RowFormat;

/** The columns of an exported query. For one thread. */
final class ExportedColumns {

  private final List<ExportColumn> list;

  /** The columns that a file has otherwise than the text protocol; few have. */
  private final int[] changed;

  private final List<UnaryOperator<byte[]>> changes;

  private ExportedColumns(
      List<ExportColumn> list, int[] changed, List<UnaryOperator<byte[]>> changes) {
    this.list = list;
    this.changed = changed;
    this.changes = changes;
  }

  static ExportedColumns of(
      ResultSetMetaData metadata, ExportRequest request, Optional<String> characterSet)
      throws SQLException {
    Field[] fields = metadata.unwrap(com.mysql.cj.jdbc.result.ResultSetMetaData.class).getFields();
    List<ExportColumn> list = new ArrayList<>();
    List<Integer> changed = new ArrayList<>();
    List<UnaryOperator<byte[]>> changes = new ArrayList<>();
    for (int i = 0; i < fields.length; i++) {
      list.add(column(fields[i], request, characterSet));
      if (request.format() instanceof RowFormat.Text) {
        Optional<UnaryOperator<byte[]>> change = OutfileColumn.change(fields[i], characterSet);
        if (change.isPresent()) {
          changed.add(i);
          changes.add(change.get());
        }
      }
    }
    return new ExportedColumns(
        List.copyOf(list),
        changed.stream().mapToInt(Integer::intValue).toArray(),
        List.copyOf(changes));
  }

  private static ExportColumn column(
      Field field, ExportRequest request, Optional<String> characterSet) throws SQLException {
    String label = field.getColumnLabel();
    if (request.header().isPresent() && label.indexOf('\ufffd') >= 0) {
      throw SqlErrors.unsupported(
          "INTO OUTFILE S3 … HEADER with CHARACTER SET "
              + characterSet.orElse("")
              + " takes labels of ASCII characters only; use utf8mb4, or give the columns other names.");
    }
    String characters = characterSet.orElseGet(field::getEncoding);
    return new ExportColumn(
        label, !OutfileColumn.isNumber(field), Characters.of(String.valueOf(characters)));
  }

  List<ExportColumn> list() {
    return list;
  }

  /** Makes the values of a row those that stand in the file, before escaping. */
  void writeAsFile(ExportRow row) {
    for (int i = 0; i < changed.length; i++) {
      byte[] value = row.get(changed[i]);
      if (value != null) {
        row.set(changed[i], changes.get(i).apply(value));
      }
    }
  }
}
