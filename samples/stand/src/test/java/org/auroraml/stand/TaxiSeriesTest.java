package org.auroraml.stand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.auroraml.stand.TaxiSeries.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaxiSeriesTest {
  @TempDir Path directory;

  @Test
  void has10320PointsHalfAnHourApartAndAlwaysTheSame() {
    List<Point> series = TaxiSeries.generate();

    assertThat(series).hasSize(10_320).isEqualTo(TaxiSeries.generate());
    for (int i = 1; i < series.size(); i++) {
      assertThat(series.get(i).timestamp())
          .isEqualTo(series.get(i - 1).timestamp().plusMinutes(30));
    }
  }

  @Test
  void theMarathonAndNewYearStandOutAndTheStormEmptiesTheStreets() {
    List<Point> series = TaxiSeries.generate();
    Point highest = series.stream().reduce((a, b) -> a.value() >= b.value() ? a : b).orElseThrow();
    Point lowest = series.stream().reduce((a, b) -> a.value() <= b.value() ? a : b).orElseThrow();

    assertThat(highest.timestamp().toLocalDate()).hasToString("2024-11-03");
    assertThat(lowest.timestamp()).isBetween("2025-01-26T19:00:00", "2025-01-28T06:00:00");
  }

  @Test
  void readsAFileWithOrWithoutHeader() throws IOException {
    Path csv = Files.writeString(directory.resolve("a.csv"), "2014-07-01 00:00:00,10844\n");
    Path withHeader =
        Files.writeString(
            directory.resolve("b.csv"), "timestamp,value\r\n2014-07-01 00:00:00,10844\r\n");

    assertThat(TaxiSeries.read(csv))
        .containsExactly(new Point(LocalDateTime.of(2014, 7, 1, 0, 0), 10_844))
        .isEqualTo(TaxiSeries.read(withHeader));
  }

  @Test
  void saysWhichFileAndLineItCouldNotRead() throws IOException {
    Path csv = Files.writeString(directory.resolve("c.csv"), "timestamp,value\nyesterday,7\n");

    assertThatThrownBy(() -> TaxiSeries.read(csv))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("c.csv, line 2");
    assertThatThrownBy(() -> TaxiSeries.read(directory.resolve("missing.csv")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("missing.csv is not a file that can be read");
  }
}
