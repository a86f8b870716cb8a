package org.auroraml.batching;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.auroraml.batching.Memory.Answer;

/**
 * The distinct inputs to be sent, by group, and their batches, cut one by one as they are needed.
 */
final class Questions implements Iterator<Questions.Batch> {
  private final ModelService service;
  private final int maxBatchSize;
  private final RowLimit rowLimit;
  private final Map<String, Group> groups = new LinkedHashMap<>();
  private Iterator<Group> rest;
  private Group group;
  private int from;

  /** Inputs of one request, and where their predictions go. */
  record Batch(List<ModelInput> inputs, List<Answer> answers) {}

  private record Group(List<ModelInput> inputs, List<Answer> answers) {}

  Questions(ModelService service, int maxBatchSize, RowLimit rowLimit) {
    this.service = service;
    this.maxBatchSize = maxBatchSize;
    this.rowLimit = rowLimit;
  }

  /** Adds an input; not after the first batch was taken. */
  void add(ModelInput input, Answer answer) {
    Group of =
        groups.computeIfAbsent(
            service.group(input), name -> new Group(new ArrayList<>(), new ArrayList<>()));
    of.inputs.add(input);
    of.answers.add(answer);
  }

  /** Lets the memory forget the inputs that got no answer. */
  void forgetUnanswered(Memory memory) {
    for (Group each : groups.values()) {
      for (int i = 0; i < each.inputs.size(); i++) {
        if (each.answers.get(i).prediction() == null) {
          memory.remove(each.inputs.get(i));
        }
      }
    }
  }

  @Override
  public boolean hasNext() {
    if (rest == null) {
      rest = groups.values().iterator();
    }
    if ((group == null || from == group.inputs.size()) && rest.hasNext()) {
      group = rest.next();
      from = 0;
    }
    return group != null && from < group.inputs.size();
  }

  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int end = service.end(group.inputs, from, Math.min(maxBatchSize, rowLimit.rows()));
    Batch batch = new Batch(group.inputs.subList(from, end), group.answers.subList(from, end));
    from = end;
    return batch;
  }
}
