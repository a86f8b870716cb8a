package org.auroraml.stand;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * What the driver talks to, all of it on this machine: a database, a model server, and an S3 if
 * buckets are asked for. They end on {@link #close()} and with the JVM.
 */
public final class Stand implements AutoCloseable {
  private final EmbeddedMariaDb database;
  private final ModelServer models;

  /** Null without buckets. */
  private final S3MockProcess s3;

  private Stand(EmbeddedMariaDb database, ModelServer models, S3MockProcess s3) {
    this.database = database;
    this.models = models;
    this.s3 = s3;
  }

  /**
   * Starts the parts at the same time; if one fails, ends those that did start. It also sets this
   * JVM's AWS credentials, for which the SDK would look in vain: the stand wants signed requests
   * but does not ask by whom.
   *
   * @param buckets of S3, which is not started without any: it takes the longest
   * @throws IllegalStateException a part did not start; the message says why
   */
  public static Stand start(String... buckets) {
    System.setProperty("aws.accessKeyId", "stand");
    System.setProperty("aws.secretAccessKey", "stand");
    CompletableFuture<S3MockProcess> s3 =
        buckets.length == 0
            ? CompletableFuture.completedFuture(null)
            : CompletableFuture.supplyAsync(() -> S3MockProcess.start(buckets));
    CompletableFuture<EmbeddedMariaDb> database =
        CompletableFuture.supplyAsync(EmbeddedMariaDb::start);
    CompletableFuture<ModelServer> models = CompletableFuture.supplyAsync(ModelServer::start);
    try {
      return new Stand(database.join(), models.join(), s3.join());
    } catch (CompletionException e) {
      for (CompletableFuture<? extends AutoCloseable> part : List.of(s3, database, models)) {
        closeWhenStarted(part);
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static void closeWhenStarted(CompletableFuture<? extends AutoCloseable> part) {
    try {
      AutoCloseable started = part.join();
      if (started != null) {
        started.close();
      }
    } catch (Exception e) {
      // Either this one is what failed, or closing failed after that: the first error is reported.
    }
  }

  public EmbeddedMariaDb database() {
    return database;
  }

  public ModelServer models() {
    return models;
  }

  /** The S3 of a stand that was started with buckets. */
  public S3MockProcess s3() {
    if (s3 == null) {
      throw new IllegalStateException("The stand was started without buckets");
    }
    return s3;
  }

  /**
   * A directory for the temporary files of programs that run on the stand, as Tomcat's: it is
   * deleted with the stand, also where they are killed.
   */
  public Path temporaryFiles() {
    try {
      return Files.createDirectories(database.directory().resolve("programs"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The one thing that an application changes: its URL. The rest of it are addresses.
   *
   * @param schema the database, which is made if need be
   * @param settings more of them, as {@code name=value} with the value URL-encoded
   */
  public String jdbcUrl(String schema, String... settings) {
    StringBuilder url =
        new StringBuilder("jdbc:auroraml://")
            .append(database.host())
            .append(':')
            .append(database.port())
            .append('/')
            .append(schema)
            .append("?user=root&createDatabaseIfNotExist=true&rewriteBatchedStatements=true")
            .append("&awsRegion=us-east-1&sagemakerEndpointUrl=")
            .append(models.uri())
            .append("&comprehendEndpointUrl=")
            .append(models.uri());
    if (s3 != null) {
      url.append("&s3EndpointUrl=").append(s3.uri());
    }
    for (String setting : settings) {
      url.append('&').append(setting);
    }
    return url.toString();
  }

  @Override
  public void close() {
    List<RuntimeException> failures = new ArrayList<>();
    List<Runnable> parts = new ArrayList<>(List.of(models::close, database::close));
    if (s3 != null) {
      parts.add(s3::close);
    }
    for (Runnable close : parts) {
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
