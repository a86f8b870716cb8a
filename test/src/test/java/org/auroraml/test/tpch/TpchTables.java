package org.auroraml.test.tpch;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The tables of TPC-H (specification, chapter 1.4) with a few hundred rows each, from a seed.
 * Values are drawn from fewer than the specification has, so that the queries find some.
 */
final class TpchTables {
  private static final long SEED = 19921101L;
  private static final int SUPPLIERS = 24;
  private static final int PARTS = 80;
  private static final int CUSTOMERS = 90;
  private static final int ORDERS = 400;

  private static final List<String> REGIONS =
      List.of("AFRICA", "AMERICA", "ASIA", "EUROPE", "MIDDLE EAST");
  private static final List<String> NATIONS =
      List.of(
          "KENYA", "BRAZIL", "JAPAN", "GERMANY", "IRAN", "ALGERIA", "CANADA", "INDIA", "FRANCE",
          "EGYPT");
  private static final List<String> COLOURS =
      List.of("forest", "green", "azure", "salmon", "linen", "ivory");
  private static final List<String> PRIORITIES =
      List.of("1-URGENT", "2-HIGH", "3-MEDIUM", "4-NOT SPECIFIED", "5-LOW");

  private static final List<String> TABLES =
      List.of(
          "region (r_regionkey INT PRIMARY KEY, r_name CHAR(25), r_comment VARCHAR(152))",
          "nation (n_nationkey INT PRIMARY KEY, n_name CHAR(25), n_regionkey INT,"
              + " n_comment VARCHAR(152))",
          "supplier (s_suppkey INT PRIMARY KEY, s_name CHAR(25), s_address VARCHAR(40),"
              + " s_nationkey INT, s_phone CHAR(15), s_acctbal DECIMAL(15,2),"
              + " s_comment VARCHAR(101))",
          "part (p_partkey INT PRIMARY KEY, p_name VARCHAR(55), p_mfgr CHAR(25), p_brand CHAR(10),"
              + " p_type VARCHAR(25), p_size INT, p_container CHAR(10),"
              + " p_retailprice DECIMAL(15,2), p_comment VARCHAR(23))",
          "partsupp (ps_partkey INT, ps_suppkey INT, ps_availqty INT,"
              + " ps_supplycost DECIMAL(15,2), ps_comment VARCHAR(199),"
              + " PRIMARY KEY (ps_partkey, ps_suppkey))",
          "customer (c_custkey INT PRIMARY KEY, c_name VARCHAR(25), c_address VARCHAR(40),"
              + " c_nationkey INT, c_phone CHAR(15), c_acctbal DECIMAL(15,2),"
              + " c_mktsegment CHAR(10), c_comment VARCHAR(117))",
          "orders (o_orderkey INT PRIMARY KEY, o_custkey INT, o_orderstatus CHAR(1),"
              + " o_totalprice DECIMAL(15,2), o_orderdate DATE, o_orderpriority CHAR(15),"
              + " o_clerk CHAR(15), o_shippriority INT, o_comment VARCHAR(79), KEY (o_custkey))",
          "lineitem (l_orderkey INT, l_partkey INT, l_suppkey INT, l_linenumber INT,"
              + " l_quantity DECIMAL(15,2), l_extendedprice DECIMAL(15,2),"
              + " l_discount DECIMAL(15,2), l_tax DECIMAL(15,2), l_returnflag CHAR(1),"
              + " l_linestatus CHAR(1), l_shipdate DATE, l_commitdate DATE, l_receiptdate DATE,"
              + " l_shipinstruct CHAR(25), l_shipmode CHAR(10), l_comment VARCHAR(44),"
              + " PRIMARY KEY (l_orderkey, l_linenumber), KEY (l_partkey, l_suppkey))");

  private final Connection connection;
  private final Random random = new Random(SEED);

  private TpchTables(Connection connection) {
    this.connection = connection;
  }

  static void load(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute("CREATE TABLE " + table);
      }
    }
    TpchTables tables = new TpchTables(connection);
    tables.places();
    tables.goods();
    tables.sales();
  }

  private void places() throws SQLException {
    List<Object[]> regions = new ArrayList<>();
    for (int i = 0; i < REGIONS.size(); i++) {
      regions.add(new Object[] {i, REGIONS.get(i), "region"});
    }
    insert("region", regions);
    List<Object[]> nations = new ArrayList<>();
    for (int i = 0; i < NATIONS.size(); i++) {
      nations.add(new Object[] {i, NATIONS.get(i), i % REGIONS.size(), "nation"});
    }
    insert("nation", nations);
  }

  private void goods() throws SQLException {
    List<Object[]> suppliers = new ArrayList<>();
    for (int i = 1; i <= SUPPLIERS; i++) {
      String comment = random.nextInt(6) == 0 ? "Customer had Complaints" : "a comment";
      suppliers.add(
          new Object[] {
            i, "Supplier#" + i, "street " + i, nation(), phone(), money(10_000), comment
          });
    }
    insert("supplier", suppliers);
    List<Object[]> parts = new ArrayList<>();
    List<Object[]> offers = new ArrayList<>();
    for (int i = 1; i <= PARTS; i++) {
      parts.add(
          new Object[] {
            i,
            pick(COLOURS) + " " + pick(COLOURS),
            "Manufacturer#" + (1 + random.nextInt(5)),
            "Brand#" + pick(List.of("11", "22", "33")),
            pick(List.of("PROMO", "ECONOMY", "MEDIUM"))
                + (" ANODIZED " + pick(List.of("BRASS", "STEEL"))),
            1 + random.nextInt(50),
            pick(List.of("SM", "MED")) + " " + pick(List.of("BOX", "PACK", "PKG")),
            money(2000),
            "part"
          });
      for (int j = 0; j < 4; j++) {
        int supplier = (i + j * SUPPLIERS / 4) % SUPPLIERS + 1;
        offers.add(new Object[] {i, supplier, 1 + random.nextInt(999), money(1000), "offer"});
      }
    }
    insert("part", parts);
    insert("partsupp", offers);
  }

  private void sales() throws SQLException {
    List<Object[]> customers = new ArrayList<>();
    for (int i = 1; i <= CUSTOMERS; i++) {
      customers.add(
          new Object[] {
            i,
            "Customer#" + i,
            "lane " + i,
            nation(),
            phone(),
            money(10_000),
            pick(List.of("BUILDING", "MACHINERY", "AUTOMOBILE")),
            "customer"
          });
    }
    insert("customer", customers);
    List<Object[]> orders = new ArrayList<>();
    List<Object[]> lines = new ArrayList<>();
    for (int i = 1; i <= ORDERS; i++) {
      LocalDate date = LocalDate.of(1993, 1, 1).plusDays(random.nextInt(1400));
      orders.add(
          new Object[] {
            i,
            // A third of the customers has ordered nothing.
            1 + random.nextInt(CUSTOMERS / 3) * 3,
            pick(List.of("F", "F", "O", "P")),
            money(300_000),
            date,
            pick(PRIORITIES),
            "Clerk#" + random.nextInt(9),
            0,
            random.nextInt(5) == 0 ? "special fine requests" : "order"
          });
      for (int line = 1 + random.nextInt(4); line > 0; line--) {
        lines.add(line(i, line, date));
      }
    }
    insert("orders", orders);
    insert("lineitem", lines);
  }

  private Object[] line(int order, int number, LocalDate ordered) {
    int part = 1 + random.nextInt(PARTS);
    LocalDate shipped = ordered.plusDays(1 + random.nextInt(120));
    return new Object[] {
      order,
      part,
      (part + random.nextInt(4) * SUPPLIERS / 4) % SUPPLIERS + 1,
      number,
      1 + random.nextInt(50),
      money(50_000),
      BigDecimal.valueOf(random.nextInt(11), 2),
      BigDecimal.valueOf(random.nextInt(9), 2),
      pick(List.of("R", "A", "N")),
      pick(List.of("O", "F")),
      shipped,
      ordered.plusDays(30 + random.nextInt(60)),
      shipped.plusDays(1 + random.nextInt(30)),
      pick(List.of("DELIVER IN PERSON", "NONE")),
      pick(List.of("MAIL", "SHIP", "AIR", "AIR REG", "RAIL")),
      "line"
    };
  }

  private int nation() {
    return random.nextInt(NATIONS.size());
  }

  private String phone() {
    return pick(List.of("13", "31", "23", "10", "18")) + "-" + (100 + random.nextInt(900));
  }

  private BigDecimal money(int most) {
    return BigDecimal.valueOf(100 + random.nextInt(most * 100), 2);
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private void insert(String table, List<Object[]> rows) throws SQLException {
    String marks = "?" + ", ?".repeat(rows.get(0).length - 1);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + table + " VALUES (" + marks + ")")) {
      for (Object[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          insert.setObject(i + 1, row[i]);
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
