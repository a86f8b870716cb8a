package org.auroraml.jdbc.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/settings.md lists every setting as the driver has it")
class SettingsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "settings.md");

  @Test
  void everySettingHasItsRow() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (Setting setting : Setting.values()) {
      rows.append(
          "| `%s` | %s | %s | %s |%n"
              .formatted(
                  setting.key(),
                  setting.defaultValue().map(value -> "`" + value + "`").orElse("–"),
                  setting.description(),
                  setting.accepted()));
    }
    assertThat(Files.readString(PAGE)).contains(rows.toString());
  }
}
