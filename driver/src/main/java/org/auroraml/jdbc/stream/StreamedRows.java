package org.auroraml.jdbc.stream;

import com.mysql.cj.exceptions.CJException;
import com.mysql.cj.protocol.ColumnDefinition;
import com.mysql.cj.protocol.ResultsetRows;
import com.mysql.cj.protocol.ResultsetRowsOwner;
import com.mysql.cj.result.Row;

/**
 * Rows that the user reads once, from the first to the last, while the driver works for the next
 * ones. What such rows can't do they refuse in the words of those that the server sent.
 */
abstract class StreamedRows implements ResultsetRows {
  private final ResultsetRows sent;
  private int position = -1;
  private boolean ended;
  private ResultsetRowsOwner owner;
  private ColumnDefinition metadata;

  /**
   * @param metadata the user's columns
   */
  StreamedRows(ResultsetRows sent, ColumnDefinition metadata) {
    this.sent = sent;
    this.metadata = metadata;
  }

  /** Whether there is a row, or a failure in its place, to be taken. */
  abstract boolean isThere();

  /** The next row. */
  abstract Row take();

  /** The last row was taken. */
  abstract void finish();

  /** Has the connection free for other statements. */
  abstract void drain();

  /** As it is carried through the result set, which throws it as it was. */
  static CJException carrying(Exception e) {
    return new CJException(e.getMessage(), e);
  }

  @Override
  public Row next() {
    if (ended) {
      return null;
    }
    boolean isThere = isThere();
    Row row = isThere ? take() : null;
    position++;
    if (!isThere) {
      ended = true;
      finish();
    }
    return row;
  }

  @Override
  public boolean hasNext() {
    return !ended && isThere();
  }

  @Override
  public boolean isDynamic() {
    return true;
  }

  @Override
  public boolean isBeforeFirst() {
    return position < 0;
  }

  @Override
  public boolean isFirst() {
    return position == 0;
  }

  @Override
  public boolean isLast() {
    return !isBeforeFirst() && !ended && !hasNext();
  }

  @Override
  public boolean isAfterLast() {
    return ended;
  }

  @Override
  public boolean isEmpty() {
    return isBeforeFirst() && !hasNext();
  }

  @Override
  public boolean wasEmpty() {
    return ended && position == 0;
  }

  @Override
  public int getPosition() {
    // Connector/J's streaming mode does not tell it, and says so here.
    sent.getPosition();
    return position + 1;
  }

  @Override
  public void addRow(Row row) {
    sent.addRow(row);
  }

  @Override
  public void afterLast() {
    sent.afterLast();
  }

  @Override
  public void beforeFirst() {
    sent.beforeFirst();
  }

  @Override
  public void beforeLast() {
    sent.beforeLast();
  }

  @Override
  public void moveRowRelative(int rows) {
    sent.moveRowRelative(rows);
  }

  @Override
  public void setCurrentRow(int row) {
    sent.setCurrentRow(row);
  }

  @Override
  public Row previous() {
    return sent.previous();
  }

  @Override
  public ResultsetRowsOwner getOwner() {
    return owner;
  }

  @Override
  public void setOwner(ResultsetRowsOwner value) {
    owner = value;
  }

  @Override
  public ColumnDefinition getMetadata() {
    return metadata;
  }

  @Override
  public void setMetadata(ColumnDefinition value) {
    metadata = value;
  }
}
