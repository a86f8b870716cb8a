package org.auroraml.frameworks;

import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.boot.model.FunctionContributor;
import org.hibernate.type.StandardBasicTypes;

/** Tells Hibernate of an ML function, as of any function of the server that it does not know. */
public class AnomalyScoreFunction implements FunctionContributor {
  @Override
  public void contributeFunctions(FunctionContributions functions) {
    functions
        .getFunctionRegistry()
        .namedDescriptorBuilder("anomaly_score")
        .setInvariantType(
            functions
                .getTypeConfiguration()
                .getBasicTypeRegistry()
                .resolve(StandardBasicTypes.DOUBLE))
        .setExactArgumentCount(1)
        .register();
  }
}
