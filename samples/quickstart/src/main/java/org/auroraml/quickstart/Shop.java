package org.auroraml.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.auroraml.stand.TaxiSeries.Point;

/** The tables of the two examples, and how they are filled: plain JDBC with batches. */
final class Shop {
  static final String SCHEMA = "shop";

  private static final int BATCH = 1_000;

  private record Review(int productCode, String document) {}

  private final Connection connection;

  Shop(Connection connection) {
    this.connection = connection;
  }

  void createTables() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create table nyc_taxi (timestamp datetime not null, value double not null,"
              + " key (timestamp))");
      statement.execute(
          "create table productTable (document text not null, productCode int not null,"
              + " key (productCode)) character set utf8mb4");
      statement.execute(
          "create table reading (id int auto_increment primary key, value double not null,"
              + " score double, note varchar(40))");
    }
  }

  void loadSeries(List<Point> series, Progress progress) throws SQLException {
    progress.during(
        "Loading nyc_taxi",
        series.size(),
        bar -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into nyc_taxi (timestamp, value) values (?, ?)")) {
            for (int from = 0; from < series.size(); from += BATCH) {
              List<Point> part = series.subList(from, Math.min(series.size(), from + BATCH));
              for (Point point : part) {
                insert.setObject(1, point.timestamp());
                insert.setDouble(2, point.value());
                insert.addBatch();
              }
              insert.executeBatch();
              bar.stepBy(part.size());
            }
          }
        });
  }

  void loadReviews() throws SQLException, IOException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into productTable (document, productCode) values (?, ?)")) {
      for (Review review : readReviews()) {
        insert.setString(1, review.document());
        insert.setInt(2, review.productCode());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static List<Review> readReviews() throws IOException {
    List<Review> reviews = new ArrayList<>();
    try (InputStream in = Shop.class.getResourceAsStream("reviews.txt");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String line;
      while ((line = reader.readLine()) != null) {
        int space = line.indexOf(' ');
        reviews.add(
            new Review(Integer.parseInt(line.substring(0, space)), line.substring(space + 1)));
      }
    }
    return reviews;
  }
}
