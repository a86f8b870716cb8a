CREATE TABLE reading (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  amount DOUBLE NOT NULL,
  score DOUBLE
);
INSERT INTO reading (amount) VALUES (1), (5), (9);
