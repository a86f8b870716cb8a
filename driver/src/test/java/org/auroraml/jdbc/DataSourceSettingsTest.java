package org.auroraml.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.beans.BeanInfo;
import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.util.Arrays;
import org.auroraml.jdbc.settings.Setting;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("F93: every setting is a property of the data source")
class DataSourceSettingsTest {

  @ParameterizedTest
  @EnumSource(Setting.class)
  void aBeanFindsTheSetting(Setting setting) throws Exception {
    AuroraMlDataSource dataSource = new AuroraMlDataSource();
    PropertyDescriptor property = property(setting.key());
    Object byDefault = property.getReadMethod().invoke(dataSource);
    Object value = anotherValue(property.getPropertyType());

    property.getWriteMethod().invoke(dataSource, value);

    assertThat(byDefault == null ? null : byDefault.toString())
        .isEqualTo(setting.defaultValue().orElse(null));
    assertThat(property.getReadMethod().invoke(dataSource)).isEqualTo(value);
    assertThat(dataSource.given()).containsOnlyKeys(setting);
    assertThat(dataSource.given().get(setting)).isEqualTo(value.toString());
  }

  @ParameterizedTest
  @EnumSource(
      value = Setting.class,
      names = {"AWS_REGION", "FUNCTIONS"})
  void nullTakesAValueBack(Setting setting) throws Exception {
    AuroraMlDataSource dataSource = new AuroraMlDataSource();
    PropertyDescriptor property = property(setting.key());
    property.getWriteMethod().invoke(dataSource, "memory");

    property.getWriteMethod().invoke(dataSource, (Object) null);

    assertThat(dataSource.given()).isEmpty();
    assertThat(property.getReadMethod().invoke(dataSource))
        .isEqualTo(setting.defaultValue().orElse(null));
  }

  private static PropertyDescriptor property(String name) throws IntrospectionException {
    BeanInfo bean = Introspector.getBeanInfo(AuroraMlDataSource.class);
    return Arrays.stream(bean.getPropertyDescriptors())
        .filter(property -> property.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no property " + name));
  }

  private static Object anotherValue(Class<?> type) {
    if (type == int.class) {
      return 77;
    } else if (type == long.class) {
      return 77L;
    }
    return type == boolean.class ? true : "memory";
  }
}
