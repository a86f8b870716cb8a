package org.auroraml.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.auroraml.stand.SentimentModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The page as a person uses it, in headless Chromium: skipped where {@code chromium} and {@code
 * chromedriver} are not on the PATH. Leaves a picture of it in target/page.png.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@DisplayName("F93: the page scores a review as it is posted, and charts the sentiments")
class PageTest {
  @Value("${local.server.port}")
  private int port;

  private ChromeDriver browser;
  private WebDriverWait wait;

  @DynamicPropertySource
  static void datasource(DynamicPropertyRegistry properties) {
    ReviewsStand.use(properties, "page");
    properties.add("spring.sql.init.data-locations", () -> "classpath:stand-data.sql");
  }

  @BeforeEach
  void open() {
    ReviewsStand.models().sentiment(new SentimentModel());
    Optional<Path> chromium = onPath("chromium", "chromium-browser", "google-chrome");
    Optional<Path> driver = onPath("chromedriver");
    assumeTrue(
        chromium.isPresent() && driver.isPresent(),
        "chromium and chromedriver are not on the PATH (Debian: chromium, chromium-driver)");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.orElseThrow().toFile());
    // Root may not have Chromium's sandbox, nor containers a large /dev/shm.
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1000,1100");
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.orElseThrow().toFile())
                // Chromium leaves directories behind.
                .withEnvironment(Map.of("TMPDIR", ReviewsStand.temporaryFiles()))
                .build(),
            options);
    wait = new WebDriverWait(browser, Duration.ofSeconds(30));
    browser.get("http://localhost:" + port + "/");
  }

  @AfterEach
  void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  private static Optional<Path> onPath(String... names) {
    List<String> directories =
        Arrays.asList(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
    return Arrays.stream(names)
        .flatMap(name -> directories.stream().map(directory -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private String text(By place) {
    return browser.findElement(place).getText();
  }

  @Test
  void aReviewIsPosted() throws Exception {
    By newest = By.cssSelector("#reviews li:first-child");
    wait.until(ExpectedConditions.textToBePresentInElementLocated(newest, "Umbrella"));

    browser.findElement(By.name("product")).clear();
    browser.findElement(By.name("product")).sendKeys("Lamp");
    browser
        .findElement(By.name("text"))
        .sendKeys("<b>I love it</b>, excellent quality, works great");
    browser.findElement(By.cssSelector("button")).click();

    wait.until(ExpectedConditions.textToBePresentInElementLocated(newest, "Lamp"));
    assertThat(text(newest)).contains("<b>I love it</b>", "POSITIVE");
    assertThat(text(By.id("answer"))).startsWith("Posted: POSITIVE");
    assertThat(browser.findElement(By.name("text")).getDomProperty("value")).isEmpty();
    wait.until(ExpectedConditions.textToBePresentInElementLocated(By.id("chart"), "Lamp"));
    assertThat(text(By.id("chart")))
        .contains("POSITIVE", "NEGATIVE", "Kettle", "Headphones", "Umbrella");
    Files.write(Path.of("target", "page.png"), browser.getScreenshotAs(OutputType.BYTES));
  }

  @Test
  void anErrorIsShown() {
    ReviewsStand.models()
        .sentiment(
            (text, language) -> {
              throw new IllegalStateException("out of order");
            });
    browser.findElement(By.name("text")).sendKeys("Who knows?");
    browser.findElement(By.cssSelector("button")).click();

    wait.until(
        (WebDriver driver) ->
            text(By.id("answer")).equals("The review could not be scored; try again later."));
    assertThat(browser.findElement(By.name("text")).getDomProperty("value"))
        .isEqualTo("Who knows?");
  }
}
