package org.auroraml.test.administration;

import java.net.URI;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import org.auroraml.batching.AwsService;
import org.auroraml.batching.CallLimits;
import org.auroraml.batching.Evaluation;
import org.auroraml.batching.Evaluator;
import org.auroraml.batching.EvaluatorOptions;
import org.auroraml.batching.Model;
import org.auroraml.batching.ModelInput;
import org.auroraml.batching.Tally;
import org.auroraml.jdbc.AuroraMlDriver;
import org.auroraml.jdbc.metrics.ServerMetrics;
import org.auroraml.jdbc.metrics.ServerMetrics.Display;
import org.auroraml.jdbc.status.CallStatus;

/** What a web application does, run by {@link RedeployTest} in a loader of its own. */
public final class RedeployProbe {
  private RedeployProbe() {}

  /** Asks a model by SQL. */
  public static String query(String url, String user, String password) throws SQLException {
    Properties login = new Properties();
    login.setProperty("user", user);
    login.setProperty("password", password);
    try (Connection connection = new AuroraMlDriver().connect(url, login);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE FUNCTION f(x DOUBLE) RETURNS DOUBLE ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT ENDPOINT"
              + " NAME 'ml-num'");
      ResultSet result = statement.executeQuery("SELECT f(5)");
      result.next();
      return result.getString(1);
    } finally {
      for (Driver driver : List.copyOf(DriverManager.drivers().toList())) {
        if (driver.getClass().getClassLoader() == RedeployProbe.class.getClassLoader()) {
          DriverManager.deregisterDriver(driver);
        }
      }
    }
  }

  /** Shows what was asked, as a connection does. */
  public static void show(String models, Runnable whileShown) throws Exception {
    CallStatus status = new CallStatus(new Tally());
    ServerMetrics metrics = new ServerMetrics("server:3306", status);
    metrics.show(EnumSet.allOf(Display.class));
    ask(status.tally(), URI.create(models));
    whileShown.run();
    metrics.hide(EnumSet.allOf(Display.class));
  }

  private static void ask(Tally tally, URI models) throws Exception {
    EvaluatorOptions options =
        EvaluatorOptions.builder()
            .region("us-east-1")
            .endpointUrl(AwsService.SAGEMAKER, models)
            .build();
    try (Evaluator evaluator = new Evaluator(options, new CallLimits(), tally);
        Evaluation evaluation = evaluator.open()) {
      evaluation.evaluate(new Model.SageMaker("ml-num", 10), List.of(ModelInput.of("5")));
    }
  }
}
