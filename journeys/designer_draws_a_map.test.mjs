// Ada changes the map of fly-tipping: in the drawing, with the panel beside it and the faults pointed out, and step by step without script.

import assert from "node:assert/strict";
import { test } from "node:test";
import { expect_clean } from "./lib/clean.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

const address = "/staff/services/fly-tipping/map";
in_town();

test("a designer changes a task in the drawing, and the check says what is wrong with it", async () => {
  const page = await browser.signed_in(town, "admin", address);
  const blocked = [];
  page.on("console", (line) => line.text().includes("Content Security Policy") && blocked.push(line.text()));
  await page.reload();
  await page.locator("[data-map-editor][data-ready=yes]").waitFor();
  await page.locator(".bjs-powered-by").waitFor();
  await page.locator('.djs-element[data-element-id="clear"]').click();
  await page.getByLabel("Skill it wants").first().selectOption("enforcement-evidence");
  await page.getByLabel("Not by who did this step").first().fill("nobody");
  await page.getByLabel("Name", { exact: true }).first().fill("Clear it away");
  await page.getByLabel("Name", { exact: true }).first().press("Tab");
  await page.getByRole("button", { name: "Save the map in the draft" }).click();
  await page.getByText("This is the map of the draft").waitFor();
  const text = await page.locator("textarea[name=xml]").inputValue();
  assert.match(text, /name="Clear it away"/);
  assert.match(text, /id="clear"[^>]*gh:skill="enforcement-evidence"/);
  assert.match(text, /gh:plain="We are deciding who should go"/);
  await page.getByText("notBy names 'nobody', which is no task").waitFor();
  await page.locator("[data-map-editor][data-ready=yes]").waitFor();
  await page.getByRole("button", { name: "Show it" }).first().click();
  assert.equal(await page.locator(".gh-map-fault__mark").count() > 0, true);
  assert.deepEqual(blocked, []);
  await expect_clean(page);
});

test("without script the same is changed step by step", async () => {
  const page = await browser.signed_in(town, "admin", address, { javaScriptEnabled: false });
  await page.getByText("Change “Ring the contractor”").click();
  const form = page.locator('form[action$="/steps/ring"]');
  await form.getByLabel("Name", { exact: true }).fill("Ring the contractor again");
  await form.getByLabel("Working days to do it in").fill("2");
  await form.getByRole("button", { name: "Save this step" }).click();
  await page.getByText("Change “Ring the contractor again”").waitFor();
  assert.match(await page.locator("textarea[name=xml]").inputValue(), /gh:withinWorkingDays="2"/);
});
