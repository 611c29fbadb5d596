// What readers do, in a real Firefox: `node ways.js FIREFOX ADDRESS` prints what was seen, as JSON.
// Puppeteer speaks WebDriver BiDi, which an installed Firefox understands without a driver of its own.
const puppeteer = require("puppeteer-core");

const ENTRY = "artifacts.code_released";

/** What the first element that fits says. */
const said = (page, selector) => page.$eval(selector, (element) => element.textContent.trim());
const all = (page, selector) => page.$$eval(selector, (found) => found.map((element) => element.textContent.trim()));

/** Wait until an element says this, and say what stands there if it never does. */
const until = (page, selector, words) =>
  page
    .waitForFunction((place, text) => document.querySelector(place)?.textContent.trim() === text, { timeout: 10_000 }, selector, words)
    .then(() => words, () => said(page, selector).catch((error) => String(error)));

/** The address of a page below the site's, as the page itself has it. */
const path = (page, base) => page.evaluate((start) => location.href.slice(start.length), base);

const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};

const isInView = (name) => {
  const { top, bottom, height } = document.getElementById(name).getBoundingClientRect();
  return height > 0 && top >= 0 && bottom <= innerHeight;
};

const WAYS = {
  async search(page, base) {
    await page.goto(`${base}scans/`);
    await press(page, "/");
    await page.keyboard.type("sing dunes");
    const meta = await until(page, ".md-search-result__meta", "1 result on 1 page.");
    const marks = await all(page, ".md-search-result__item mark");
    await press(page, "ArrowDown", "ArrowDown", "Enter");
    await page.waitForFunction(() => location.hash !== "");
    const address = await path(page, base);
    return { meta, marks, address, highlighted: await all(page, "article mark") };
  },

  async explorer(page, base) {
    await page.goto(`${base}explore/?year=2024..`);
    const before = await until(page, ".explore__status", "4 of 55 papers");
    await page.locator("::-p-aria([name='Code released'][role='group']) ::-p-text(Yes)").click();
    const after = await until(page, ".explore__status", "3 of 55 papers");
    const address = await path(page, base);
    await page.locator("::-p-aria([name='Paper'][role='columnheader']) button").click();
    const rows = await all(page, ".explore__table tbody a");
    for (const name of ["Tick Alpha Dunes", "Tick Beta Bars", "Compare 2"]) await page.locator(`::-p-aria(${name})`).click();
    await page.waitForSelector(".compare__table");
    const compared = await until(page, "[role=status]", "2 scans; they differ in 6 of 7 criteria.");
    return { before, after, address, rows, compared, tables: (await all(page, ".compare__table")).length };
  },

  async folds(page, base) {
    await page.goto(`${base}scans/alpha/#${ENTRY}`);
    await page.waitForFunction((name) => document.getElementById(name).closest("details").open, {}, ENTRY);
    await page.waitForFunction(isInView, {}, ENTRY);
    return { shown: await said(page, `tr:has([id='${ENTRY}']) td`) };
  },

  async gone(page, base) {
    await page.goto(`${base}scans/alpha/#claim-wet-sand-holds-97bc`);
    await page.waitForFunction(() => [...document.querySelectorAll("[role=status]")].some((one) => one.textContent.includes("no entry")));
    return { notice: (await all(page, "[role=status]")).find((words) => words.includes("no entry")) };
  },

  async entry(page, base) {
    await page.goto(`${base}scans/alpha/#${ENTRY}`);
    await page.hover(`tr:has([id='${ENTRY}'])`);
    await page.locator(".entry-menu__button").click();
    const items = await all(page, ".entry-menu__items:not([hidden]) [role=menuitem]");
    await page.locator("::-p-aria([name='Copy link'])").click();
    await page.waitForFunction(() => document.querySelector(".entry-said")?.textContent);
    return { items, told: await said(page, ".entry-said") };
  },
};

const main = async ([executablePath, base]) => {
  const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
  const seen = { version: await browser.version(), complaints: [] };
  for (const [name, walk] of Object.entries(WAYS)) {
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 800 });
    page.on("console", (item) => item.type() === "error" && seen.complaints.push(item.text()));
    page.on("pageerror", (error) => seen.complaints.push(String(error)));
    seen[name] = await walk(page, base).catch((error) => ({ error: String(error) }));
    await page.close();
  }
  await browser.close();
  console.log(JSON.stringify(seen));
};

main(process.argv.slice(2));
