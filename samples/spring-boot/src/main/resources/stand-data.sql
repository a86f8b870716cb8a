-- What the page shows first on the stand. The reviews came without a score, and one statement
-- scores all of them: it asks Comprehend once for each text, 25 texts in a request.
INSERT INTO review (product, text) VALUES
  ('Kettle', 'I love this kettle, it boils in half the time of my old one.'),
  ('Kettle', 'Great quality, great value, would buy again!'),
  ('Kettle', 'It broke after a week, a waste of money.'),
  ('Headphones', 'Fantastic sound for the price, I am very happy with it.'),
  ('Headphones', 'The battery lasts for days, which is better than I hoped.'),
  ('Headphones', 'They arrived on Tuesday in a plain box.'),
  ('Umbrella', 'Terrible quality, it fell apart in the first wind.'),
  ('Umbrella', 'Very disappointed, the handle is loose and the colour is wrong.');

UPDATE review
  SET sentiment = aws_comprehend_detect_sentiment(text, 'en'),
      confidence = aws_comprehend_detect_sentiment_confidence(text, 'en')
  WHERE sentiment IS NULL;
