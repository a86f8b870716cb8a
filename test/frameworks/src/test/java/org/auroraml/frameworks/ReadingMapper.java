package org.auroraml.frameworks;

import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** MyBatis' view of the table. */
@Mapper
interface ReadingMapper {
  /** Parameters whose key MyBatis sets. */
  final class NewReading {
    private final double amount;
    private Long id;

    NewReading(double amount) {
      this.amount = amount;
    }

    public double getAmount() {
      return amount;
    }

    public Long getId() {
      return id;
    }

    public void setId(Long id) {
      this.id = id;
    }
  }

  @Select(
      """
      SELECT anomaly_score(amount) FROM reading
      WHERE anomaly_score(amount) > #{limit} AND id <= 3 ORDER BY id
      """)
  List<Double> scoresAbove(@Param("limit") double limit);

  @Insert("INSERT INTO reading (amount, score) VALUES (#{amount}, anomaly_score(#{amount}))")
  @Options(useGeneratedKeys = true, keyProperty = "id")
  int add(NewReading reading);
}
