// What must hold for every page in every state that a journey meets.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { desk_size, phone_size } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** No violation of WCAG 2.2 AA that axe-core can see, and no sideways scroll, at a phone's width and at a desk's; readable. */
export async function expect_clean(page) {
  const before = page.viewportSize();
  await page.evaluate(axe);
  for (const size of [phone_size, desk_size]) {
    await page.setViewportSize(size);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${page.url()} scrolls sideways by ${wide} px at ${size.width}`);
    const found = await page.evaluate((tags) => window.axe.run({ runOnly: tags, resultTypes: ["violations"] }), rules);
    const told = found.violations.map((v) => `${v.id}: ${v.help}\n  ${v.nodes.map((n) => `${n.target} ${n.failureSummary}`).join("\n  ")}`);
    assert.deepEqual(told, [], `${page.url()} at ${size.width} px: ${told.join("\n")}`);
  }
  await page.setViewportSize(before);
  await expect_readable(page);
}

/** Bytes over the wire and requests of a page that nothing is cached for. */
export async function weigh(browser, url, state) {
  const page = await browser.phone(state ? { storageState: state } : {});
  const wire = await page.context().newCDPSession(page);
  await wire.send("Network.enable");
  let bytes = 0;
  let requests = 0;
  wire.on("Network.requestWillBeSent", () => requests++);
  wire.on("Network.loadingFinished", (done) => (bytes += done.encodedDataLength));
  await page.goto(url, { waitUntil: "load" });
  await page.waitForTimeout(300);
  await page.context().close();
  return { bytes, requests };
}

/** Opens an address as if nothing of it were cached: status, bytes over the wire, and requests. */
export async function open_cold(page, url) {
  const wire = await page.context().newCDPSession(page);
  await wire.send("Network.enable");
  await wire.send("Network.setCacheDisabled", { cacheDisabled: true });
  let bytes = 0;
  let requests = 0;
  wire.on("Network.requestWillBeSent", () => requests++);
  wire.on("Network.loadingFinished", (done) => (bytes += done.encodedDataLength));
  const answer = await page.goto(url, { waitUntil: "load" });
  await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle, { timeout: 200 })));
  await wire.detach();
  return { status: answer.status(), bytes, requests };
}

export async function expect_light(browser, url, state) {
  const { bytes, requests } = await weigh(browser, url, state);
  assert.ok(bytes <= 60_000, `${url} weighs ${bytes} bytes`);
  assert.ok(requests <= 8, `${url} needs ${requests} requests`);
}

/**
 * What axe does not look at: one h1, no level left out; what is read first stands first; at 400 % zoom (320 px of a 1280 px
 * window) nothing scrolls sideways; in forced colours every button and field keeps an edge.
 */
async function expect_readable(page) {
  const before = page.viewportSize();
  const levels = await page.evaluate(() => [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].map((one) => Number(one.tagName[1])));
  assert.equal(levels.filter((level) => level === 1).length, 1, `${page.url()} has one h1`);
  levels.forEach((level, at) => assert.ok(at === 0 || level <= levels[at - 1] + 1, `${page.url()} leaves out a level: ${levels}`));
  await page.setViewportSize({ width: 320, height: 256 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${page.url()} scrolls sideways by ${wide} px at 400 % zoom`);
  const jumps = await page.evaluate(reading_jumps);
  assert.deepEqual(jumps, [], `${page.url()} is read in another order than it is seen`);
  await page.emulateMedia({ forcedColors: "active" });
  const edgeless = await page.evaluate(() =>
    [...document.querySelectorAll(".govuk-button, .govuk-input, .govuk-textarea, .govuk-select")]
      .filter((one) => one.checkVisibility() && getComputedStyle(one).borderTopStyle === "none")
      .map((one) => one.outerHTML.slice(0, 80)),
  );
  assert.deepEqual(edgeless, [], `${page.url()} has no edges in forced colours`);
  await page.emulateMedia({ forcedColors: null });
  await page.setViewportSize(before);
}

/** On a narrow screen everything stands in one column: what comes later in the document stands lower. Runs in the page. */
function reading_jumps() {
  const jumps = [];
  let last = { top: -Infinity, text: "" };
  for (const one of document.querySelectorAll("main h1, main h2, main p, main label, main dt, main .govuk-button")) {
    if (!one.checkVisibility() || one.closest(".govuk-visually-hidden")) continue;
    if (one.textContent.trim() === "") continue;  // an empty label has nothing to be read
    const box = one.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) continue;
    if (box.top + 2 < last.top) jumps.push(`${one.textContent.trim().slice(0, 40)} stands above ${last.text}`);
    last = { top: box.top, text: one.textContent.trim().slice(0, 40) };
  }
  return jumps;
}
