package org.auroraml.stand;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import opennlp.tools.doccat.BagOfWordsFeatureGenerator;
import opennlp.tools.doccat.DoccatFactory;
import opennlp.tools.doccat.DoccatModel;
import opennlp.tools.doccat.DocumentCategorizerME;
import opennlp.tools.doccat.DocumentSample;
import opennlp.tools.doccat.FeatureGenerator;
import opennlp.tools.doccat.NGramFeatureGenerator;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.TrainingParameters;

/**
 * A text classifier for reviews of products in English: a maximum entropy model over words and
 * pairs of words, trained at start on {@code reviews.txt} (about 0.3 s). The same text always gets
 * the same scores. Thread-safe.
 */
public final class SentimentModel implements SentimentDetector {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:'\\p{L}+)?|[!?]");

  private final DocumentCategorizerME categorizer;

  public SentimentModel() {
    try {
      this.categorizer = new DocumentCategorizerME(train(readSamples()));
    } catch (IOException e) {
      throw new UncheckedIOException("The sentiment model could not be trained", e);
    }
  }

  private static DoccatModel train(List<DocumentSample> samples) throws IOException {
    TrainingParameters parameters = new TrainingParameters();
    parameters.put(TrainingParameters.ITERATIONS_PARAM, 100);
    parameters.put(TrainingParameters.CUTOFF_PARAM, 1);
    parameters.put("PrintMessages", false);
    FeatureGenerator[] features = {
      new BagOfWordsFeatureGenerator(), new NGramFeatureGenerator(2, 2)
    };
    return DocumentCategorizerME.train(
        "en",
        ObjectStreamUtils.createObjectStream(samples),
        parameters,
        new DoccatFactory(features));
  }

  private static List<DocumentSample> readSamples() throws IOException {
    List<DocumentSample> samples = new ArrayList<>();
    try (InputStream in = SentimentModel.class.getResourceAsStream("reviews.txt");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String line;
      while ((line = reader.readLine()) != null) {
        int space = line.indexOf(' ');
        if (space > 0 && !line.startsWith("#")) {
          samples.add(
              new DocumentSample(line.substring(0, space), words(line.substring(space + 1))));
        }
      }
    }
    return samples;
  }

  private static String[] words(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT).replace('’', '\''));
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words.toArray(String[]::new);
  }

  @Override
  public Sentiment detect(String text, String languageCode) {
    double[] scores = categorizer.categorize(words(text));
    return new Sentiment(
        scores[categorizer.getIndex("POSITIVE")],
        scores[categorizer.getIndex("NEGATIVE")],
        scores[categorizer.getIndex("NEUTRAL")],
        scores[categorizer.getIndex("MIXED")]);
  }
}
