package org.auroraml.s3export;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects that an earlier export to the same place left. Asks S3 each time. */
final class EarlierObjects {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{5,9}");

  private final S3Client client;
  private final S3Location to;

  EarlierObjects(S3Client client, S3Location to) {
    this.client = client;
    this.to = to;
  }

  /** The key of one of them, parts first. */
  Optional<String> any() {
    return parts().stream()
        .findFirst()
        .map(to::partKey)
        .or(() -> manifest() ? Optional.of(to.manifestKey()) : Optional.empty());
  }

  /** The numbers of part objects, lowest first. */
  List<Integer> parts() {
    String before = to.prefix() + S3Location.PART;
    return client
        .listObjectsV2Paginator(request -> request.bucket(to.bucket()).prefix(before))
        .contents()
        .stream()
        .map(S3Object::key)
        .map(key -> key.substring(before.length()))
        .filter(number -> NUMBER.matcher(number).matches())
        .map(Integer::valueOf)
        .sorted()
        .toList();
  }

  boolean manifest() {
    // The key itself is the first of all that begin with it.
    return client
        .listObjectsV2(request -> request.bucket(to.bucket()).prefix(to.manifestKey()).maxKeys(1))
        .contents()
        .stream()
        .anyMatch(object -> object.key().equals(to.manifestKey()));
  }
}
