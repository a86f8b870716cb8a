--liquibase formatted sql

--changeset shop:readings
CREATE TABLE reading (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  amount DOUBLE NOT NULL,
  score DOUBLE
);
INSERT INTO reading (amount) VALUES (1), (5), (9);

--changeset shop:anomaly_score
CREATE FUNCTION anomaly_score(amount DOUBLE) RETURNS DOUBLE
  ALIAS AWS_SAGEMAKER_INVOKE_ENDPOINT ENDPOINT NAME 'ml-num';
--rollback DROP FUNCTION anomaly_score;
