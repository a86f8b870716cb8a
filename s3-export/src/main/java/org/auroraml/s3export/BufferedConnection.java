package org.auroraml.s3export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * A connection that sends a body in large pieces. The SDK writes 4 KB at a time, and the JDK sends
 * each of them by a system call of its own, with TLS as a record of its own.
 */
final class BufferedConnection extends HttpURLConnection {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final HttpURLConnection connection;
  private OutputStream body;

  private BufferedConnection(HttpURLConnection connection) {
    super(connection.getURL());
    this.connection = connection;
  }

  /** A client of such connections; behind a proxy that the SDK is told of, of its own ones. */
  static SdkHttpClient client(Duration connectTimeout, Duration socketTimeout) {
    boolean behindProxy =
        Stream.of("http", "https")
            .anyMatch(scheme -> ProxyConfiguration.builder().scheme(scheme).build().host() != null);
    return behindProxy
        ? UrlConnectionHttpClient.builder()
            .connectionTimeout(connectTimeout)
            .socketTimeout(socketTimeout)
            .build()
        : UrlConnectionHttpClient.create(uri -> open(uri, connectTimeout, socketTimeout));
  }

  private static HttpURLConnection open(URI uri, Duration connectTimeout, Duration socketTimeout) {
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(Math.toIntExact(connectTimeout.toMillis()));
      connection.setReadTimeout(Math.toIntExact(socketTimeout.toMillis()));
      connection.setUseCaches(false);
      return new BufferedConnection(connection);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    body = new BufferedOutputStream(connection.getOutputStream(), BUFFER_BYTES);
    return body;
  }

  @Override
  public void setRequestMethod(String name) throws ProtocolException {
    connection.setRequestMethod(name);
  }

  @Override
  public String getRequestMethod() {
    return connection.getRequestMethod();
  }

  @Override
  public void setRequestProperty(String name, String value) {
    connection.setRequestProperty(name, value);
  }

  @Override
  public void addRequestProperty(String name, String value) {
    connection.addRequestProperty(name, value);
  }

  @Override
  public void setInstanceFollowRedirects(boolean follows) {
    connection.setInstanceFollowRedirects(follows);
  }

  @Override
  public void setDoOutput(boolean does) {
    connection.setDoOutput(does);
  }

  @Override
  public boolean getDoOutput() {
    return connection.getDoOutput();
  }

  @Override
  public void setFixedLengthStreamingMode(long bytes) {
    connection.setFixedLengthStreamingMode(bytes);
  }

  @Override
  public void setFixedLengthStreamingMode(int bytes) {
    connection.setFixedLengthStreamingMode(bytes);
  }

  @Override
  public void setChunkedStreamingMode(int bytes) {
    connection.setChunkedStreamingMode(bytes);
  }

  @Override
  public void connect() throws IOException {
    connection.connect();
  }

  @Override
  public int getResponseCode() throws IOException {
    // The SDK neither flushes nor closes what it has written to.
    if (body != null) {
      body.flush();
    }
    return connection.getResponseCode();
  }

  @Override
  public String getResponseMessage() throws IOException {
    return connection.getResponseMessage();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return connection.getInputStream();
  }

  @Override
  public InputStream getErrorStream() {
    return connection.getErrorStream();
  }

  @Override
  public String getHeaderField(String name) {
    return connection.getHeaderField(name);
  }

  @Override
  public Map<String, List<String>> getHeaderFields() {
    return connection.getHeaderFields();
  }

  @Override
  public void disconnect() {
    connection.disconnect();
  }

  @Override
  public boolean usingProxy() {
    return connection.usingProxy();
  }
}
