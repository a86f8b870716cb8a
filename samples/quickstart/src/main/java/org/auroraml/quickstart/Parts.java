package org.auroraml.quickstart;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.auroraml.stand.EmbeddedMariaDb;
import org.auroraml.stand.ModelServer;
import org.auroraml.stand.S3MockProcess;

/** What the driver talks to: a database, a model server and an S3, all of them on this machine. */
record Parts(EmbeddedMariaDb database, S3MockProcess s3, ModelServer models)
    implements AutoCloseable {

  /** Starts them at the same time; if one fails, ends those that did start. */
  static Parts start(String bucket) {
    CompletableFuture<S3MockProcess> s3 =
        CompletableFuture.supplyAsync(() -> S3MockProcess.start(bucket));
    CompletableFuture<EmbeddedMariaDb> database =
        CompletableFuture.supplyAsync(EmbeddedMariaDb::start);
    CompletableFuture<ModelServer> models = CompletableFuture.supplyAsync(ModelServer::start);
    try {
      return new Parts(database.join(), s3.join(), models.join());
    } catch (CompletionException e) {
      for (CompletableFuture<? extends AutoCloseable> part : List.of(s3, database, models)) {
        closeWhenStarted(part);
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static void closeWhenStarted(CompletableFuture<? extends AutoCloseable> part) {
    try {
      part.join().close();
    } catch (Exception e) {
      // Either this one is what failed, or closing failed after that: the first error is reported.
    }
  }

  /** The one thing that an application changes: its URL. The rest of it are addresses. */
  String jdbcUrl(String schema) {
    return "jdbc:auroraml://%s:%d/%s?user=root".formatted(database.host(), database.port(), schema)
        + "&createDatabaseIfNotExist=true&rewriteBatchedStatements=true"
        + "&awsRegion=us-east-1"
        + "&sagemakerEndpointUrl="
        + models.uri()
        + "&comprehendEndpointUrl="
        + models.uri()
        + "&s3EndpointUrl="
        + s3.uri();
  }

  @Override
  public void close() {
    List<RuntimeException> failures = new ArrayList<>();
    for (Runnable close : List.<Runnable>of(models::close, s3::close, database::close)) {
      try {
        close.run();
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }
}
