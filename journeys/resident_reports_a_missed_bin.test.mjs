// Amina's bin was not emptied. She has a phone, and wants to know that somebody will come.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { expect_clean, expect_light } from "./lib/clean.mjs";
import { tab_to } from "./lib/keyboard.mjs";
import { answer_missed_bin, expect_question, follow, go_on, report_missed_bin, send_and_read_reference } from "./lib/errands.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

in_town();

async function expect_letter(email, reference) {
  const [letter] = await town.letters.wait_for(email);
  assert.ok(letter.text.includes(reference), `the letter names ${reference}:\n${letter.text}`);
}

for (const [name, email, open] of [
  ["on a phone, with touch", "amina@resident.example", () => browser.phone()],
  ["at a desk without script", "bethan@resident.example", () => browser.desk({ javaScriptEnabled: false })],
])
  test(name, async () => {
    const page = await open();
    const scripted = name.includes("touch");
    const look = async () => scripted && (await expect_clean(page));
    const reference = await report_missed_bin(page, town, { email, look });
    await expect_letter(email, reference);
    await page.context().clearCookies();  // on another day
    await follow(page, town, reference, email);
    await look();
    assert.match(await page.textContent("main"), /We are working on it/);
  });

test("with the keyboard alone", async () => {
  const page = await browser.desk();
  await page.goto(town.url);
  await tab_to(page, "Skip to main content");
  await tab_to(page, "Report a missed bin collection");
  await page.keyboard.press("Enter");
  await expect_question(page, "Report a missed bin collection");
  await tab_to(page, /^Start now/);
  await page.keyboard.press("Enter");
  await expect_question(page, "Where should the bin have been emptied?");
  await tab_to(page, "location");
  await page.keyboard.type("Behind the old chapel");
  await page.keyboard.press("Enter"); // goes on, though the button Back stands before it
  await expect_question(page, "Which bin was missed?");
  await tab_to(page, "bin");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect_question(page, "Is there anything else we should know? (optional)");
  await tab_to(page, "Back");
  await page.keyboard.press("Enter");
  await expect_question(page, "Which bin was missed?");
  assert.ok(await page.getByLabel("Recycling (blue)").isChecked(), "going back keeps the answer");
  await go_on(page, "Is there anything else we should know? (optional)");
  await tab_to(page, "Continue");
  await page.keyboard.press("Enter");
  await expect_question(page, "Your details");
  await tab_to(page, "email");
  await page.keyboard.type("callum@resident.example");
  await page.keyboard.press("Enter");
  await expect_question(page, "Check your answers");
  await tab_to(page, "Send");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/sent$/);
  const reference = await page.locator(".govuk-panel strong").textContent();
  await expect_letter("callum@resident.example", reference);
});

test("an answer is changed from the check, and an anonymous request is followed with its code", async () => {
  const page = await browser.phone();
  await page.goto(`${town.url}/services/missed-bin/report`);
  await answer_missed_bin(page, { details: "Line one\nLine two" });
  await page.getByRole("button", { name: "Change Which bin was missed?" }).click();
  await expect_question(page, "Which bin was missed?");
  assert.ok(await page.getByLabel("Recycling (blue)").isChecked());
  await page.getByLabel("Food waste caddy").check();
  await go_on(page, "Check your answers");
  assert.match(await page.textContent("main"), /Food waste caddy[^]*Line one\s+Line two/);
  const reference = await send_and_read_reference(page);
  const code = await page.locator(".govuk-inset-text .gh-reference").textContent();
  await expect_clean(page);
  const stranger = await browser.phone();
  await stranger.goto(page.url());
  assert.equal(await stranger.locator(".govuk-inset-text .gh-reference").count(), 0, "only who sent it sees the code");
  await follow(stranger, town, reference, code);
  assert.match(await stranger.textContent("main"), /Food waste caddy/);
  await stranger.getByRole("button", { name: "Stop following on this device" }).click();
  await stranger.goto(`${town.url}/requests/${reference.replaceAll("-", "")}`);
  await stranger.getByLabel("Email address, phone number or tracking code").waitFor();
});

test("every page for residents is light on a first visit", async () => {
  for (const path of ["/", "/services/missed-bin", "/services/missed-bin/report", "/requests"]) await expect_light(browser, town.url + path);
});
