package org.auroraml.grammar;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.auroraml.grammar.antlr.MySqlParser;
import org.auroraml.grammar.antlr.MySqlParser.BedrockOptionContext;

/** Builds {@link Statement.CreateMlFunction}. */
final class MlFunctionModel {
  private final TextModel text;

  MlFunctionModel(TextModel text) {
    this.text = text;
  }

  Statement.CreateMlFunction build(SourceRange range, MySqlParser.CreateMlFunctionContext node) {
    return new Statement.CreateMlFunction(
        range,
        node.REPLACE() != null,
        node.EXISTS() != null,
        text.routine(node.tableName()),
        node.mlParameter().stream()
            .map(
                parameter ->
                    new RoutineParameter(
                        text.name(parameter.identifier()), TextModel.range(parameter.mlType())))
            .toList(),
        TextModel.range(node.mlType()),
        node.definerClause().stream()
            .findFirst()
            .map(definer -> TextModel.range(definer.accountName())),
        node.mlCharacteristic().stream().map(TextModel::range).toList(),
        alias(node.mlAlias()));
  }

  private AliasClause alias(MySqlParser.MlAliasContext node) {
    SourceRange range = TextModel.range(node);
    String name = text.string(node.STRING_LITERAL());
    if (node.AWS_SAGEMAKER_INVOKE_ENDPOINT() != null) {
      return new AliasClause.SageMaker(range, name, StatementModel.number(node.INTEGER_NUMBER()));
    }
    List<BedrockOptionContext> options = node.bedrockOption();
    return new AliasClause.Bedrock(
        range,
        name,
        last(options.stream().filter(option -> option.CONTENT_TYPE() != null)),
        last(options.stream().filter(option -> option.ACCEPT() != null)),
        options.stream()
            .filter(option -> option.TIMEOUT_MS() != null)
            .map(option -> StatementModel.number(option.INTEGER_NUMBER()))
            .reduce(OptionalLong.empty(), (first, second) -> second));
  }

  private Optional<String> last(Stream<BedrockOptionContext> options) {
    return options
        .map(BedrockOptionContext::STRING_LITERAL)
        .reduce((TerminalNode first, TerminalNode second) -> second)
        .map(text::string);
  }
}
