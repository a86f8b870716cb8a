package org.auroraml.quickstart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.auroraml.stand.TaxiSeries.Point;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws the series as a line with its anomalies as dots. */
final class AnomalyChart {
  private static final int WIDTH = 1600;
  private static final int HEIGHT = 700;
  private static final Color LINE = new Color(0x7A, 0x9C, 0xC6);
  private static final Color ANOMALY = new Color(0xD6, 0x27, 0x28);

  private AnomalyChart() {}

  /** Writes a PNG file; its directory is made if need be. */
  static void write(List<Point> series, List<Point> anomalies, Path png) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("Taxi passengers per half hour, and what the Random Cut Forest finds unusual")
            .xAxisTitle("Time")
            .yAxisTitle("Passengers")
            .build();
    style(chart);
    chart.getStyler().setXAxisMin(millis(series.get(0)));
    chart.getStyler().setXAxisMax(millis(series.get(series.size() - 1)));
    XYSeries line = chart.addSeries("passengers", times(series), values(series));
    line.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    line.setLineColor(LINE);
    line.setLineStyle(new BasicStroke(0.8f));
    line.setMarker(SeriesMarkers.NONE);
    if (!anomalies.isEmpty()) {
      XYSeries dots =
          chart.addSeries(
              "anomalies (%d)".formatted(anomalies.size()), times(anomalies), values(anomalies));
      dots.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
      dots.setMarker(SeriesMarkers.CIRCLE);
      dots.setMarkerColor(ANOMALY);
    }
    Files.createDirectories(png.toAbsolutePath().getParent());
    try (var out = Files.newOutputStream(png)) {
      BitmapEncoder.saveBitmap(chart, out, BitmapFormat.PNG);
    }
  }

  private static void style(XYChart chart) {
    var style = chart.getStyler();
    style.setChartBackgroundColor(Color.WHITE);
    style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 20));
    style.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 16));
    style.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
    style.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
    style.setLegendPosition(LegendPosition.InsideNW);
    style.setMarkerSize(7);
    style.setYAxisMin(0.0);
    style.setYAxisTickMarkSpacingHint(60);
    style.setYAxisDecimalPattern("#,##0");
    style.setDatePattern("d MMM yyyy");
    style.setXAxisTickMarkSpacingHint(120);
    style.setLocale(Locale.ENGLISH);
    style.setTimezone(TimeZone.getTimeZone("UTC"));
    style.setPlotGridLinesColor(new Color(0xE5, 0xE5, 0xE5));
  }

  // XChart knows no other type for an axis of time.
  @SuppressWarnings("JavaUtilDate")
  private static List<Date> times(List<Point> points) {
    return points.stream().map(point -> new Date((long) millis(point))).toList();
  }

  /** As if the clock were UTC's: the axis then shows the series' own times. */
  private static double millis(Point point) {
    return point.timestamp().toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  private static List<Double> values(List<Point> points) {
    return points.stream().map(Point::value).toList();
  }
}
