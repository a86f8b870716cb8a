package org.auroraml.jdbc.plan;

import com.mysql.cj.NativeSession;
import com.mysql.cj.protocol.ResultsetRows;
import com.mysql.cj.protocol.a.NativeProtocol;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.auroraml.jdbc.error.SqlErrors;
import org.auroraml.jdbc.forwarding.Cancelling;
import org.auroraml.jdbc.forwarding.Underlying;

/**
 * Makes a session fit for the next statement after one that failed. Two things of a run can meet
 * what follows it:
 *
 * <ul>
 *   <li>Rows on the wire. Where a cancel or a time-out comes after the first packet of a result
 *       that streams, Connector/J throws and forgets the result, but not that one is active: all
 *       later statements fail.
 *   <li>A KILL QUERY that the server has not noticed yet. It ends the next command, a ROLLBACK say;
 *       or the closing of a prepared statement, which has no answer otherwise, so that the answers
 *       after it are those of the commands before.
 * </ul>
 *
 * <p>And where the server fails while it opens a cursor, Connector/J 9.7.0 leaves a part of the
 * answer on the wire, which the next statement reads; 26.10.0 does not.
 *
 * <p>Only {@link #kill} is for other threads than the run's.
 */
public final class Recovery {
  /** For a KILL QUERY that is on its way; one that hangs must not hold up the run. */
  private static final long PATIENCE_SECONDS = 1;

  /**
   * A stray answer takes two turns: the one that reads it, and one whose own is left over; or more,
   * where an answer arrives only after the next question is sent. They take a second together.
   */
  private static final int MOST_TURNS = 10;

  private final Connection connection;
  private final ReentrantLock killing = new ReentrantLock();
  private boolean inTurn;

  /** Recovers the server's connection of a run. */
  public Recovery(Connection connection) {
    this.connection = connection;
  }

  /** Has the server end what a statement runs, if it runs; from any thread. */
  void kill(Statement... statements) throws SQLException {
    killing.lock();
    try {
      for (Statement statement : statements) {
        if (statement != null) {
          Cancelling.cancel(statement);
        }
      }
    } finally {
      killing.unlock();
    }
  }

  /** Recovers from a failure, which what fails here must not hide. */
  public void after(Exception failure) {
    try {
      freeWire();
      if (!inTurn && failure instanceof SQLException e && SqlErrors.isInterruption(e)) {
        absorbKill();
      } else if (Fetching.usesCursors(connection)) {
        askUntilAnswered();
      }
    } catch (SQLException | RuntimeException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
  }

  private void freeWire() throws SQLException {
    if (!(Underlying.of(connection).getSession() instanceof NativeSession server)) {
      return;
    }
    NativeProtocol protocol = server.getProtocol();
    ResultsetRows left = protocol.getStreamingData();
    if (left == null) {
      return;
    }
    try {
      if (left.getOwner() instanceof ResultSet result) {
        result.close();
      }
    } finally {
      // Rows that end with the error of the KILL QUERY stay the active ones.
      if (protocol.getStreamingData() == left) {
        protocol.unsetStreamingData(left);
      }
    }
  }

  /**
   * Lets a KILL QUERY of this run meet a query of no consequence, and asks until the answer is that
   * of its question.
   */
  void absorbKill() throws SQLException {
    inTurn = true;
    awaitKill();
    askUntilAnswered();
  }

  /**
   * Connector/J drops what has arrived before it sends a command, so that answers are in turn again
   * after a stray one.
   */
  private void askUntilAnswered() throws SQLException {
    Exception last = null;
    for (int turn = 0; turn < MOST_TURNS; turn++) {
      try {
        if (isAnswered(System.nanoTime())) {
          return;
        }
      } catch (SQLException | RuntimeException e) {
        // Connector/J reads an answer to something else as best it can.
        last = e;
        if (connection.isClosed()) {
          break;
        }
      }
      // What is on its way must arrive before the next question, to be dropped.
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1L << turn));
    }
    // What the next statement would be told might be another one's answer.
    connection.close();
    throw SqlErrors.outOfTurn(last);
  }

  private void awaitKill() {
    try {
      if (killing.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        killing.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isAnswered(long question) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(0);
      ResultSet answer = statement.executeQuery("SELECT " + question);
      return answer.next() && answer.getLong(1) == question;
    }
  }
}
