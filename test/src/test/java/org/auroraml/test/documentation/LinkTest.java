package org.auroraml.test.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Every link of the documentation leads to a file, and to a heading in it")
class LinkTest {
  private static final Path ROOT = Path.of("..");

  private static final Pattern LINK = Pattern.compile("\\[[^\\]\\n]+\\]\\(([^)\\s]+)\\)");

  static Stream<Path> pages() throws IOException {
    List<Path> pages;
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"));
        Stream<Path> samples = Files.walk(ROOT.resolve("samples"), 2)) {
      pages =
          Stream.of(
                  docs, samples, Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CHANGELOG.md")))
              .flatMap(paths -> paths)
              .filter(path -> path.toString().endsWith(".md"))
              .toList();
    }
    return pages.stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadSomewhere(Path page) throws IOException {
    List<String> dead =
        LINK.matcher(Files.readString(page))
            .results()
            .map(link -> link.group(1))
            .filter(link -> !link.startsWith("http"))
            .filter(link -> !leadsSomewhere(page, link))
            .toList();

    assertThat(dead).as(page.toString()).isEmpty();
  }

  private static boolean leadsSomewhere(Path page, String link) {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
    return Files.exists(target) && (parts.length == 1 || hasHeading(target, parts[1]));
  }

  /** Headings become anchors as on GitHub: lower case, hyphens for blanks, no punctuation. */
  private static boolean hasHeading(Path page, String anchor) {
    try (Stream<String> lines = Files.lines(page)) {
      return lines
          .filter(line -> line.startsWith("#"))
          .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
          .map(heading -> heading.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
          .anyMatch(anchor::equals);
    } catch (IOException e) {
      return false;
    }
  }
}
