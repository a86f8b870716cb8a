package org.auroraml.s3export;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Makes the uploaded objects of an export visible, in an order that lets nobody take a few of them
 * for all: the first part last, and after it the manifest. With OVERWRITE ON the objects of the
 * earlier export go first, but for the one that a single new object replaces in one step. For one
 * thread.
 */
final class Publication {

  private static final Logger LOG = System.getLogger(Publication.class.getName());

  private final S3Client client;
  private final String region;
  private final ExportRequest request;
  private final SpoolDirectory journal;
  private final BooleanSupplier cancelled;

  /** Keys of objects that are visible now, or may be. */
  private final List<String> visible = new ArrayList<>();

  Publication(
      S3Client client,
      String region,
      ExportRequest request,
      SpoolDirectory journal,
      BooleanSupplier cancelled) {
    this.client = client;
    this.region = region;
    this.request = request;
    this.journal = journal;
    this.cancelled = cancelled;
  }

  /**
   * Does it.
   *
   * @param objects all objects of the export
   * @param only the content of the only object if it was not uploaded yet, else null
   */
  void publish(List<ObjectUpload> objects, SpoolChunk only) throws IOException {
    if (request.overwrite()) {
      removeEarlier(objects.size());
    }
    for (int i = objects.size() - 1; i >= 0; i--) {
      ObjectUpload object = objects.get(i);
      if (objects.size() > 1 || request.manifest()) {
        journal.note(new JournalEntry.ObjectStored(request.to().bucket(), object.key()));
      }
      boolean replacesInOneStep = request.overwrite() && objects.size() == 1;
      store(
          object.key(),
          replacesInOneStep,
          () -> {
            if (only == null) {
              object.complete();
            } else {
              object.put(only);
            }
          });
    }
    if (request.manifest()) {
      String key = request.to().manifestKey();
      ObjectUpload manifest = new ObjectUpload(client, request, key, journal, cancelled);
      store(key, false, () -> manifest.put(manifest(objects)));
    }
  }

  /** Removes what {@link #publish} made visible. What can't be removed is logged. */
  void withdraw() {
    for (String key : visible) {
      try {
        delete(key);
      } catch (RuntimeException e) {
        if (ObjectUpload.saysNotFound(e)) {
          // Its bucket is gone.
          continue;
        }
        LOG.log(
            Level.WARNING,
            "Could not remove the object s3://"
                + request.to().bucket()
                + "/"
                + key
                + " of an export that failed. Delete it, it may be only a part of the rows",
            e);
      }
    }
  }

  @FunctionalInterface
  private interface Storing {
    void run() throws IOException;
  }

  /**
   * Stores an object.
   *
   * @param keep whether an object with this key is left alone if nobody knows if it is the new one
   */
  private void store(String key, boolean keep, Storing storing) throws IOException {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("The export was cancelled");
    }
    try {
      storing.run();
      visible.add(key);
    } catch (SdkException e) {
      if (!keep && ObjectUpload.mayHaveTakenEffect(e)) {
        visible.add(key);
      }
      throw e;
    }
  }

  private void removeEarlier(int parts) {
    EarlierObjects earlier = new EarlierObjects(client, request.to());
    if (earlier.manifest()) {
      delete(request.to().manifestKey());
    }
    List<Integer> numbers = earlier.parts();
    if (parts > 1 || numbers.stream().anyMatch(number -> number > 0)) {
      // The first part is what tells that an export is there; see the class comment.
      numbers.forEach(number -> delete(request.to().partKey(number)));
    }
  }

  private void delete(String key) {
    client.deleteObject(delete -> delete.bucket(request.to().bucket()).key(key));
  }

  /** The list in the form that LOAD DATA FROM S3 MANIFEST takes. */
  private String manifest(List<ObjectUpload> objects) {
    StringBuilder json = new StringBuilder("{\"entries\":[");
    for (ObjectUpload object : objects) {
      json.append(json.charAt(json.length() - 1) == '[' ? "" : ",")
          .append("{\"url\":\"s3-")
          .append(region)
          .append("://")
          .append(request.to().bucket())
          .append('/');
      quote(object.key(), json);
      json.append("\"}");
    }
    return json.append("]}").toString();
  }

  private static void quote(String text, StringBuilder json) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
  }
}
