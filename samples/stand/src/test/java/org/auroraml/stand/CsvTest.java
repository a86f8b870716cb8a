package org.auroraml.stand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
  @Test
  void anEmptyFieldIsNullAndAQuotedOneIsTheEmptyString() {
    assertThat(Csv.parse(",\"\",x\n")).isEqualTo(List.of(Arrays.asList(null, "", "x")));
  }

  @Test
  void quotedFieldsHoldCommasQuotesAndLineBreaks() {
    assertThat(Csv.parse("\"a,b\",\"say \"\"so\"\"\",\"1\r\n2\"\r\nnext,,"))
        .isEqualTo(
            List.of(List.of("a,b", "say \"so\"", "1\r\n2"), Arrays.asList("next", null, null)));
  }

  @Test
  void whatFieldWritesParseReads() {
    for (String value : new String[] {null, "", "x", " x ", "a,b", "\"", "\n", "\r", "é𝄞"}) {
      assertThat(Csv.parse(Csv.field(value) + ",end").get(0).get(0)).isEqualTo(value);
    }
  }

  @Test
  void rejectsQuotesInTheWrongPlace() {
    assertThatThrownBy(() -> Csv.parse("\"a\"b")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Csv.parse("\"a")).isInstanceOf(IllegalArgumentException.class);
  }
}
