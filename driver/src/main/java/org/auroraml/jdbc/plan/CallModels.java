package org.auroraml.jdbc.plan;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.auroraml.batching.Model;
import org.auroraml.grammar.SourceRewriter;
import org.auroraml.grammar.SqlFragment;
import org.auroraml.jdbc.error.SqlErrors;

/**
 * Tells the models of calls.
 *
 * @param steps runs queries
 * @param rewriter the statement with the values that are known
 */
record CallModels(StepRunner steps, SourceRewriter rewriter) {

  /** The model, with the batch size that the call gives. */
  Model of(CallSite site) throws SQLException {
    if (!site.hasBatchSize()) {
      return site.function().model();
    }
    SqlFragment query =
        SqlFragment.text("SELECT CAST(")
            .append(rewriter.render(site.batchSize().range()))
            .append(" AS SIGNED)");
    try (PreparedStatement statement = steps.prepare(query);
        ResultSet result = statement.executeQuery()) {
      result.next();
      long size = result.getLong(1);
      if (size < 1) {
        throw SqlErrors.modelInput(
            "ML function "
                + site.function().qualifiedName()
                + ": max_batch_size must be greater than 0, not "
                + (result.wasNull() ? "NULL" : size)
                + ".",
            null);
      }
      return new Model.Sentiment((int) Math.min(size, Integer.MAX_VALUE));
    }
  }
}
