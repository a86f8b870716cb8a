package org.auroraml.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.auroraml.stand.TaxiSeries;
import org.auroraml.stand.TaxiSeries.Point;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnomalyChartTest {
  private static final int RED = new Color(0xD6, 0x27, 0x28).getRGB();

  @TempDir Path directory;

  @BeforeAll
  static void withoutDisplay() {
    System.setProperty("java.awt.headless", "true");
  }

  @Test
  void marksTheAnomaliesInAPngAndMakesItsDirectory() throws Exception {
    List<Point> series = TaxiSeries.generate();
    Path with = directory.resolve("new/with.png");
    Path without = directory.resolve("without.png");

    AnomalyChart.write(series, series.subList(100, 120), with);
    AnomalyChart.write(series, List.of(), without);

    assertThat(redPixels(with)).isGreaterThan(100);
    assertThat(redPixels(without)).isZero();
  }

  private static long redPixels(Path png) throws Exception {
    BufferedImage image = ImageIO.read(png.toFile());
    assertThat(image.getWidth()).isEqualTo(1600);
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return Arrays.stream(pixels).filter(pixel -> pixel == RED).count();
  }
}
