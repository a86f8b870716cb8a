package org.auroraml.stand;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Taxi passengers of a large city per half hour, from July to January: 10,320 points with the
 * rhythm of day and week, holidays, a marathon, New Year's Eve and two days of storm. Generated,
 * always the same for a seed; or read from a file.
 */
public final class TaxiSeries {
  /** Passengers counted in the half hour that begins at {@code timestamp}. */
  public record Point(LocalDateTime timestamp, double value) {}

  private static final int POINTS = 10_320;
  private static final long SEED = 20_240_701;
  private static final LocalDateTime START = LocalDateTime.of(2024, 7, 1, 0, 0);
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** Passengers at each full hour of a working day and of a Sunday; between them it is a line. */
  private static final double[] WORKDAY = {
    9500, 5600, 3400, 2500, 2900, 4800, 11500, 17200, 19600, 18200, 16700, 16900,
    17600, 17300, 18200, 17400, 15300, 18800, 22700, 23600, 21900, 20800, 19200, 14900
  };

  private static final double[] SUNDAY = {
    21500, 19600, 16800, 13200, 8200, 4200, 3600, 4700, 6900, 10300, 13900, 16200,
    17800, 17900, 17600, 17100, 16800, 17500, 18300, 17200, 15400, 13900, 12100, 9800
  };

  /** Public holidays, with the part of a Sunday's passengers that is left. */
  private static final Map<LocalDate, Double> HOLIDAYS =
      Map.of(
          LocalDate.of(2024, 7, 4), 0.82,
          LocalDate.of(2024, 9, 2), 0.85,
          LocalDate.of(2024, 11, 28), 0.72,
          LocalDate.of(2024, 12, 25), 0.60,
          LocalDate.of(2025, 1, 1), 0.80,
          LocalDate.of(2025, 1, 20), 0.90);

  private static final LocalDateTime MARATHON = LocalDateTime.of(2024, 11, 3, 0, 30);
  private static final LocalDateTime NEW_YEAR = LocalDateTime.of(2025, 1, 1, 0, 30);
  private static final LocalDateTime STORM = LocalDateTime.of(2025, 1, 26, 19, 0);
  private static final LocalDateTime STORM_OVER = LocalDateTime.of(2025, 1, 28, 6, 0);

  private TaxiSeries() {}

  /** The series of the fixed seed. */
  public static List<Point> generate() {
    return generate(SEED);
  }

  public static List<Point> generate(long seed) {
    Random random = new Random(seed);
    List<Point> points = new ArrayList<>(POINTS);
    double drift = 0;
    for (int i = 0; i < POINTS; i++) {
      LocalDateTime time = START.plusMinutes(30L * i);
      // Weather and the like: it lasts some hours, so neighbours deviate together.
      drift = 0.94 * drift + 0.017 * random.nextGaussian();
      double noise = 1 + drift + 0.02 * random.nextGaussian();
      double value = usual(time) * Math.max(0.5, noise) * event(time, random);
      points.add(new Point(time, Math.rint(Math.max(0, value))));
    }
    return points;
  }

  /**
   * Reads a CSV file of {@code timestamp,value} lines, with or without a header; a timestamp looks
   * like {@code 2024-07-01 00:30:00}.
   *
   * @throws IOException the file can't be read or a line is something else; the message says where
   */
  public static List<Point> read(Path csv) throws IOException {
    List<Point> points = new ArrayList<>();
    if (!Files.isReadable(csv) || Files.isDirectory(csv)) {
      throw new IOException(csv + " is not a file that can be read");
    }
    List<String> lines = Files.readAllLines(csv, StandardCharsets.UTF_8);
    for (int i = 0; i < lines.size(); i++) {
      String[] fields = lines.get(i).split(",", -1);
      if (lines.get(i).isBlank() || (i == 0 && fields[0].strip().equalsIgnoreCase("timestamp"))) {
        continue;
      }
      try {
        points.add(
            new Point(
                LocalDateTime.parse(fields[0].strip(), TIMESTAMP),
                Double.parseDouble(fields[1].strip())));
      } catch (DateTimeParseException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw new IOException(
            "%s, line %d: expected a line like 2024-07-01 00:30:00,10844".formatted(csv, i + 1), e);
      }
    }
    if (points.isEmpty()) {
      throw new IOException(csv + " has no lines of timestamp,value");
    }
    return points;
  }

  private static double usual(LocalDateTime time) {
    LocalDate day = time.toLocalDate();
    double season = 1 + 0.05 * Math.sin((day.getDayOfYear() - 230) / 365.0 * 2 * Math.PI);
    if (HOLIDAYS.containsKey(day)) {
      return season * HOLIDAYS.get(day) * at(SUNDAY, time);
    }
    DayOfWeek weekday = day.getDayOfWeek();
    double workday = at(WORKDAY, time);
    // Nights grow busier towards the week-end.
    double level =
        switch (weekday) {
          case MONDAY -> 0.93 * workday;
          case TUESDAY -> 0.99 * workday;
          case WEDNESDAY -> 1.02 * workday;
          case THURSDAY -> 1.05 * workday;
          case FRIDAY -> 1.04 * workday + (time.getHour() >= 20 ? 2600 : 0);
          case SATURDAY ->
              0.35 * workday + 0.65 * at(SUNDAY, time) + (time.getHour() >= 18 ? 4200 : 0);
          case SUNDAY -> at(SUNDAY, time);
        };
    return season * level;
  }

  private static double at(double[] hours, LocalDateTime time) {
    int hour = time.getHour();
    double part = time.getMinute() / 60.0;
    return hours[hour] * (1 - part) + hours[(hour + 1) % 24] * part;
  }

  private static double event(LocalDateTime time, Random random) {
    if (!time.isBefore(STORM) && time.isBefore(STORM_OVER)) {
      // Streets close within a few hours and open again in the morning.
      double hours = ChronoUnit.MINUTES.between(STORM, time) / 60.0;
      return Math.max(0.002 + 0.004 * random.nextDouble(), Math.exp(-hours / 0.9));
    }
    double marathon = bump(time, MARATHON, 2.2);
    double newYear = bump(time, NEW_YEAR, 1.9);
    return 1 + 0.85 * marathon + 0.72 * newYear;
  }

  /** 1 at the centre, falling to nothing within a few times {@code width} hours. */
  private static double bump(LocalDateTime time, LocalDateTime centre, double width) {
    double hours = ChronoUnit.MINUTES.between(centre, time) / 60.0;
    return Math.exp(-hours * hours / (2 * width * width));
  }
}
