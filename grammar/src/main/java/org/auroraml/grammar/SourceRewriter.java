package org.auroraml.grammar;
public final class SourceRewriter {
  public SourceRewriter(ParsedStatement statement) {}
  public SourceRewriter replace(SourceRange range, SqlFragment fragment) { return this; }
  public SqlFragment render(SourceRange range) { return null; }
  public SqlFragment renderAll() { return null; }
}
