package org.auroraml.stand;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the guard is a Unix shell")
class OrphanGuardTest {
  @TempDir Path parent;

  private Process child;

  @BeforeEach
  void startAChild() throws IOException {
    child = new ProcessBuilder("sleep", "600").start();
  }

  @AfterEach
  void endTheChild() {
    child.destroyForcibly();
  }

  @Test
  void endsTheProcessAndDeletesItsDirectoryWhenItsInputEnds() throws Exception {
    Path directory = directoryWithAFile();
    OrphanGuard guard = OrphanGuard.watch(child.pid(), directory);

    // What the system does when this JVM dies.
    guard.shell().getOutputStream().close();

    assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(guard.shell().waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(directory).doesNotExist();
  }

  @Test
  void doesNothingAfterClose() throws Exception {
    Path directory = directoryWithAFile();
    OrphanGuard guard = OrphanGuard.watch(child.pid(), directory);

    guard.close();

    assertThat(guard.shell().isAlive()).isFalse();
    assertThat(child.isAlive()).isTrue();
    assertThat(directory).isNotEmptyDirectory();
  }

  private Path directoryWithAFile() throws IOException {
    Path directory = Files.createDirectory(parent.resolve("data"));
    Files.writeString(directory.resolve("file"), "x");
    return directory;
  }
}
