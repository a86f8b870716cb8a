package org.auroraml.s3export;

import java.lang.reflect.InvocationTargetException;

/** An application's own class that a setting names. */
final class NamedClass {
  private NamedClass() {}

  /**
   * Makes an instance, by the class's static create(), as those of the AWS SDK have it, or by new.
   * Nothing of a class of another type is run.
   *
   * @param setting its name, for the error
   */
  static <T> T make(String setting, String className, Class<T> type) throws S3ExportException {
    try {
      Class<?> found = load(className);
      if (!type.isAssignableFrom(found)) {
        throw unusable(setting, className, "it is no " + type.getName(), null);
      }
      try {
        return type.cast(found.getMethod("create").invoke(null));
      } catch (NoSuchMethodException e) {
        return type.cast(found.getConstructor().newInstance());
      }
    } catch (InvocationTargetException e) {
      throw unusable(setting, className, "it throws " + e.getCause(), e);
    } catch (ClassNotFoundException e) {
      throw unusable(setting, className, "there is no such class", e);
    } catch (ReflectiveOperationException | ClassCastException | NullPointerException e) {
      throw unusable(
          setting,
          className,
          "it has neither a public static create() nor a public constructor without parameters",
          e);
    }
  }

  /** The application's classes come first: this driver may live in a loader above them. */
  private static Class<?> load(String className) throws ClassNotFoundException {
    ClassLoader application = Thread.currentThread().getContextClassLoader();
    if (application != null) {
      try {
        return Class.forName(className, false, application);
      } catch (ClassNotFoundException e) {
        return Class.forName(className, false, NamedClass.class.getClassLoader());
      }
    }
    return Class.forName(className, false, NamedClass.class.getClassLoader());
  }

  private static S3ExportException unusable(
      String setting, String className, String why, Exception cause) {
    return new S3ExportException(
        S3ExportException.CANNOT_INITIALIZE,
        "Internal error: Unable to initialize S3Stream: the class "
            + className
            + " can't be used: "
            + why
            + ". Check "
            + setting,
        cause);
  }
}
