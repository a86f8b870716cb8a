package org.auroraml.stand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class S3MockProcessTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void keepsObjectsInTheBucketsItWasGivenAndEndsOnClose() throws Exception {
    URI object;
    try (S3MockProcess s3 = S3MockProcess.start("exports", "other")) {
      object = s3.uri().resolve("/exports/a.txt");
      HttpRequest put =
          HttpRequest.newBuilder(object).PUT(HttpRequest.BodyPublishers.ofString("hello")).build();
      assertThat(client.send(put, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      assertThat(get(object)).isEqualTo("hello");
      assertThat(get(s3.uri().resolve("/other?list-type=2"))).contains("<KeyCount>0</KeyCount>");
    }
    URI gone = object;
    assertThatThrownBy(() -> get(gone)).isInstanceOf(ConnectException.class);
  }

  private String get(URI uri) throws Exception {
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }
}
