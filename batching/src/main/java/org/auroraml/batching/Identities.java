package org.auroraml.batching;

import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.auroraml.batching.AwsClients.AwsSetupException;
import org.auroraml.batching.Exchange.BrokenException;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Who asks: the identity of the options, or the role that it assumes for a service (feature F42).
 * Each is looked up once and shared by all calls; a role's credentials are fetched anew a few
 * minutes before they expire, by the call that needs them. Guarded by {@link AwsClients}, but for
 * what it gives.
 */
final class Identities implements AutoCloseable {
  private static final String SESSION_NAME = "auroraml-jdbc";

  private final AwsOptions options;
  private final Supplier<StsClient> sts;
  private final Map<String, Identity> roles = new HashMap<>();
  private Identity own;

  /**
   * @param sts makes the client that assumes roles, as {@link #own()}
   */
  Identities(AwsOptions options, Supplier<StsClient> sts) {
    this.options = options;
    this.sts = sts;
  }

  /** Who asks a service. */
  Identity of(AwsService service) {
    String role = options.roles().get(service);
    return role == null
        ? own()
        : roles.computeIfAbsent(role, arn -> new Identity(() -> assumed(arn), arn));
  }

  /** Who asks where no role is assumed. */
  Identity own() {
    if (own == null) {
      own = new Identity(this::provider, null);
    }
    return own;
  }

  private AwsCredentialsProvider provider() {
    if (options.credentialsProvider().isPresent()) {
      return named(options.credentialsProvider().get());
    }
    return options
        .profile()
        .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }

  private AwsCredentialsProvider assumed(String role) {
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(sts.get())
        .refreshRequest(request -> request.roleArn(role).roleSessionName(SESSION_NAME))
        .build();
  }

  /** An application's own provider: made by its static create(), as the SDK's are, or by new. */
  private static AwsCredentialsProvider named(String className) {
    try {
      Class<?> type = load(className);
      Object made;
      try {
        made = type.getMethod("create").invoke(null);
      } catch (NoSuchMethodException e) {
        made = type.getConstructor().newInstance();
      }
      return (AwsCredentialsProvider) made;
    } catch (InvocationTargetException e) {
      throw unusable(className, "it throws " + e.getCause(), e);
    } catch (ClassNotFoundException e) {
      throw unusable(className, "there is no such class", e);
    } catch (ReflectiveOperationException e) {
      throw unusable(
          className,
          "it has neither a public static create() nor a public constructor without parameters",
          e);
    } catch (ClassCastException e) {
      throw unusable(className, "it is no AwsCredentialsProvider", e);
    }
  }

  /** The application's classes come first: this driver may live in a loader above them. */
  private static Class<?> load(String className) throws ClassNotFoundException {
    ClassLoader application = Thread.currentThread().getContextClassLoader();
    if (application != null) {
      try {
        return Class.forName(className, true, application);
      } catch (ClassNotFoundException e) {
        return Class.forName(className);
      }
    }
    return Class.forName(className);
  }

  private static AwsSetupException unusable(String className, String why, Exception cause) {
    return new AwsSetupException(
        "the credentials provider " + className + " can't be used: " + why,
        "Check awsCredentialsProvider",
        cause);
  }

  @Override
  public void close() {
    roles.values().forEach(Identity::close);
    if (own != null) {
      own.close();
    }
  }

  /** Credentials that can be renewed, and whose failures are recognisable. Thread-safe. */
  static final class Identity implements AwsCredentialsProvider, SdkAutoCloseable {
    private final Supplier<AwsCredentialsProvider> maker;
    private final String role;
    private AwsCredentialsProvider provider;
    private volatile AwsCredentials given;

    Identity(Supplier<AwsCredentialsProvider> maker, String role) {
      this.maker = maker;
      this.role = role;
    }

    private synchronized AwsCredentialsProvider provider() {
      if (provider == null) {
        provider = maker.get();
      }
      return provider;
    }

    /**
     * AWS finds credentials expired: if they are those in use, they are looked up anew.
     *
     * @param authorization the header that was signed with them
     */
    synchronized void renew(String authorization) {
      if (given != null && authorization.contains("Credential=" + given.accessKeyId() + "/")) {
        close();
      }
    }

    @Override
    public AwsCredentials resolveCredentials() {
      try {
        AwsCredentials credentials = provider().resolveCredentials();
        given = credentials;
        return credentials;
      } catch (AwsServiceException e) {
        if (e.statusCode() >= 500 || e.isThrottlingException()) {
          throw e;
        }
        throw new AwsSetupException(
            "the role " + role + " could not be assumed: " + e.getMessage(),
            "The role must trust the IAM identity in use, which needs the permission"
                + " sts:AssumeRole on it",
            e);
      } catch (SdkClientException e) {
        if (isBroken(e)) {
          throw e;
        }
        throw new AwsSetupException(
            "no AWS credentials were found",
            "Set awsProfile to a profile that has some, or the environment variables"
                + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give this host an IAM role",
            e);
      }
    }

    /** The exchange with STS failed, or was broken off. */
    private static boolean isBroken(Throwable thrown) {
      for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
        if (cause instanceof BrokenException || cause instanceof InterruptedException) {
          return true;
        }
      }
      return false;
    }

    @Override
    public synchronized void close() {
      if (provider instanceof SdkAutoCloseable closeable) {
        closeable.close();
      }
      provider = null;
      given = null;
    }
  }
}
