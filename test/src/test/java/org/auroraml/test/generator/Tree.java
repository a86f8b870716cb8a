package org.auroraml.test.generator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The text of a statement with enough of its structure left to make it smaller. */
sealed interface Tree {

  /** What may stand in place of a part. */
  enum Kind {
    /** Nothing: it may be left out. */
    OPTIONAL,
    NUMBER,
    TEXT,
    DATE,
    CONDITION,
    QUERY,
    /** Only itself. */
    FIXED
  }

  /** Plain text. */
  record Words(String sql) implements Tree {}

  /** Parts side by side. */
  record Branch(Kind kind, List<Tree> children) implements Tree {
    public Branch {
      children = List.copyOf(children);
    }
  }

  /** Items of which some can be left out. */
  record Items(String separator, int least, List<Tree> items) implements Tree {
    public Items {
      items = List.copyOf(items);
    }
  }

  /**
   * Parts side by side.
   *
   * @param parts texts and trees
   */
  static Tree of(Kind kind, Object... parts) {
    return new Branch(
        kind,
        Arrays.stream(parts)
            .map(part -> part instanceof Tree tree ? tree : new Words((String) part))
            .toList());
  }

  static Tree optional(Object... parts) {
    return of(Kind.OPTIONAL, parts);
  }

  static Tree fixed(Object... parts) {
    return of(Kind.FIXED, parts);
  }

  static Tree items(String separator, int least, List<Tree> items) {
    return new Items(separator, least, items);
  }

  /** The SQL. */
  default String sql() {
    StringBuilder text = new StringBuilder();
    append(text);
    return text.toString();
  }

  private void append(StringBuilder text) {
    if (this instanceof Words words) {
      text.append(words.sql());
    } else if (this instanceof Branch branch) {
      branch.children().forEach(child -> child.append(text));
    } else if (this instanceof Items items) {
      for (int i = 0; i < items.items().size(); i++) {
        text.append(i == 0 ? "" : items.separator());
        items.items().get(i).append(text);
      }
    }
  }

  /** The trees that differ from this one in one place, in which they are smaller. */
  default Stream<Tree> smaller() {
    if (this instanceof Branch branch) {
      return Stream.concat(
          instead(branch),
          changed(branch.children(), children -> new Branch(branch.kind(), children)));
    } else if (this instanceof Items items) {
      Stream<Tree> dropped = Stream.empty();
      if (items.items().size() > items.least()) {
        dropped =
            Stream.iterate(0, i -> i < items.items().size(), i -> i + 1)
                .map(i -> new Items(items.separator(), items.least(), without(items.items(), i)));
      }
      return Stream.concat(
          dropped,
          changed(items.items(), list -> new Items(items.separator(), items.least(), list)));
    }
    return Stream.empty();
  }

  private static Stream<Tree> instead(Branch branch) {
    String simplest =
        switch (branch.kind()) {
          case OPTIONAL -> "";
          case NUMBER -> "1";
          case TEXT -> "'a'";
          case DATE -> "DATE '2024-01-01'";
          case CONDITION -> "1 = 1";
          case QUERY, FIXED -> null;
        };
    Stream<Tree> simple =
        simplest == null || branch.sql().equals(simplest)
            ? Stream.empty()
            : Stream.of(new Branch(branch.kind(), List.of(new Words(simplest))));
    if (branch.kind() == Kind.OPTIONAL || branch.kind() == Kind.FIXED) {
      return branch.kind() == Kind.FIXED ? Stream.empty() : Stream.of(new Words(""));
    }
    return Stream.concat(simple, within(branch).filter(tree -> sameKind(tree, branch.kind())));
  }

  private static boolean sameKind(Tree tree, Kind kind) {
    return tree instanceof Branch branch && branch.kind() == kind;
  }

  /** All trees inside one, without itself. */
  private static Stream<Tree> within(Tree tree) {
    List<Tree> children =
        tree instanceof Branch branch
            ? branch.children()
            : tree instanceof Items items ? items.items() : List.of();
    return children.stream().flatMap(child -> Stream.concat(Stream.of(child), within(child)));
  }

  private static Stream<Tree> changed(List<Tree> children, Function<List<Tree>, Tree> rebuilt) {
    return Stream.iterate(0, i -> i < children.size(), i -> i + 1)
        .flatMap(
            i ->
                children
                    .get(i)
                    .smaller()
                    .map(
                        child -> {
                          List<Tree> all = new ArrayList<>(children);
                          all.set(i, child);
                          return rebuilt.apply(all);
                        }));
  }

  private static List<Tree> without(List<Tree> list, int index) {
    List<Tree> rest = new ArrayList<>(list);
    rest.remove(index);
    return rest;
  }
}
