// What must hold for every page in every state that a journey meets.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { desk_size, phone_size } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** No violation of WCAG 2.2 AA that axe-core can see, and no sideways scroll, at a phone's width and at a desk's. */
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

export async function expect_light(browser, url, state) {
  const { bytes, requests } = await weigh(browser, url, state);
  assert.ok(bytes <= 60_000, `${url} weighs ${bytes} bytes`);
  assert.ok(requests <= 8, `${url} needs ${requests} requests`);
}
