package org.auroraml.grammar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs a main class in a JVM of its own, on the same class path, and reads what it found. */
final class FreshJvm {
  private static final String RESULT = "result: ";

  private FreshJvm() {}

  /** Prints, in the other JVM, what the caller of {@link #run} gets. */
  static void answer(String result) {
    System.out.println(RESULT + result);
  }

  static String run(Class<?> main, String input, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName()));
    command.addAll(Arrays.asList(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (Writer writer = process.outputWriter()) {
      writer.write(input + "\n");
    }
    List<String> lines;
    try (BufferedReader output = process.inputReader()) {
      lines = output.lines().toList();
    }
    return lines.stream()
        .filter(line -> line.startsWith(RESULT))
        .findFirst()
        .map(line -> line.substring(RESULT.length()))
        .orElseThrow(() -> new IOException(command + ":\n" + String.join("\n", lines)));
  }

  /** The medians of the numbers that several JVMs answer. */
  static List<Double> medians(int jvms, Class<?> main, String... arguments) throws IOException {
    List<double[]> runs = new ArrayList<>();
    for (int i = 0; i < jvms; i++) {
      String[] numbers = run(main, "", arguments).split(" ");
      runs.add(Arrays.stream(numbers).mapToDouble(Double::parseDouble).toArray());
    }
    List<Double> medians = new ArrayList<>();
    for (int i = 0; i < runs.get(0).length; i++) {
      int column = i;
      double[] sorted = runs.stream().mapToDouble(run -> run[column]).sorted().toArray();
      medians.add(sorted[sorted.length / 2]);
    }
    return medians;
  }
}
