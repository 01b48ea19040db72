// Amina's bin was not emptied. She has a phone, and wants to know that somebody will come.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Browser } from "./lib/browser.mjs";
import { expect_clean, expect_light } from "./lib/clean.mjs";
import { start_town } from "./lib/program.mjs";
import { report_missed_bin } from "./lib/errands.mjs";

let town;
let browser;
before(async () => {
  town = await start_town();
  browser = await Browser.open();
});
after(async () => {
  await browser?.close();
  await town?.stop();
});

async function expect_letter_and_following(page, email, reference) {
  const [letter] = await town.letters.wait_for(email);
  assert.ok(letter.text.includes(reference), `the letter names ${reference}:\n${letter.text}`);
  await page.goto(`${town.url}/requests`);
  await page.getByLabel("Reference").fill(reference.toLowerCase());
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Email address or phone number").fill(email);
  await page.getByRole("button", { name: "Show my request" }).click();
  await page.getByText(reference).first().waitFor();
  assert.match(await page.textContent("main"), /Report a missed bin collection/);
}

test("on a phone, with touch", async () => {
  const page = await browser.phone();
  const reference = await report_missed_bin(page, town, { email: "amina@resident.example", look: () => expect_clean(page) });
  await expect_letter_and_following(page, "amina@resident.example", reference);
  await expect_clean(page);
});

test("on a phone without script", async () => {
  const page = await browser.phone({ javaScriptEnabled: false });
  const reference = await report_missed_bin(page, town, { email: "bethan@resident.example" });
  await expect_letter_and_following(page, "bethan@resident.example", reference);
});

/** Tabs on until the element with the focus is the wanted one; each stop on the way must show its focus. */
async function tab_to(page, wanted) {
  for (let stops = 0; stops < 60; stops++) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => {
      const at = document.activeElement;
      const style = getComputedStyle(at);
      const around = at.matches("[type=radio]") ? getComputedStyle(at.nextElementSibling, "::before") : style;
      const shown = style.outlineStyle !== "none" || style.boxShadow !== "none" || around.boxShadow !== "none" || around.outlineStyle !== "none";
      return { id: at.id, text: (at.textContent ?? "").trim(), shown, tag: at.tagName };
    });
    assert.ok(here.shown || here.tag === "BODY", `the focus cannot be seen on ${here.tag} ${here.id} ${here.text}`);
    if (here.id === wanted || here.text === wanted || (wanted instanceof RegExp && wanted.test(here.text))) return;
  }
  assert.fail(`the keyboard never came to ${wanted}`);
}

test("with the keyboard alone", async () => {
  const page = await browser.desk();
  await page.goto(town.url);
  await tab_to(page, "Skip to main content");
  await tab_to(page, "Report a missed bin collection");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Report a missed bin collection" }).waitFor();
  await tab_to(page, /^Start now/);
  await page.keyboard.press("Enter");
  await page.getByLabel("Where should the bin have been emptied?").waitFor();
  await tab_to(page, "location");
  await page.keyboard.type("4 Gas Street, GH1 2AB");
  await tab_to(page, "bin");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await tab_to(page, "email");
  await page.keyboard.type("callum@resident.example");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/sent$/);
  const reference = await page.locator(".govuk-panel strong").textContent();
  await expect_letter_and_following(page, "callum@resident.example", reference);
});

test("every page for residents is light on a first visit", async () => {
  for (const path of ["/", "/services/missed-bin", "/services/missed-bin/report", "/requests"]) await expect_light(browser, town.url + path);
});
