// Ash answers the telephone, writes down who called and why, and reports the missed bin for the caller.

import assert from "node:assert/strict";
import { test } from "node:test";
import { expect_clean } from "./lib/clean.mjs";
import { fill_missed_bin } from "./lib/errands.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

in_town();

test("a call is written down, and a request is taken from there for the caller", async () => {
  const desk = await browser.signed_in(town, "agent", "/staff/contacts");
  await expect_clean(desk);
  await desk.getByRole("button", { name: "Write down a contact" }).click();
  await expect_clean(desk);
  await desk.getByLabel("How many minutes did it take?").fill("four or so");
  await desk.getByLabel("What was it about? (optional)").fill("Bin not emptied, second time.");
  await desk.getByRole("button", { name: "Save" }).click();
  await desk.getByRole("alert").getByText("Minutes must be a whole number from 0 to 1,440").waitFor();
  assert.equal(await desk.getByLabel("What was it about? (optional)").inputValue(), "Bin not emptied, second time.");
  await expect_clean(desk);
  await desk.getByLabel("How many minutes did it take?").fill("4");
  await desk.getByLabel("Name (optional)").fill("Joan Jones");
  await desk.getByLabel("Email address (optional)").fill("joan@resident.example");
  await desk.getByLabel("Phone number (optional)").fill("07700 900123");
  await desk.getByLabel("Request to make now").selectOption({ label: "Report a missed bin collection" });
  await desk.getByRole("button", { name: "Save" }).click();
  await desk.getByRole("heading", { name: "Report a missed bin collection" }).waitFor();
  assert.equal(await desk.getByLabel("Full name (optional)").inputValue(), "Joan Jones", "what was said is not asked again");
  assert.equal(await desk.getByLabel("Email address (optional)").inputValue(), "joan@resident.example");
  await expect_clean(desk);
  await fill_missed_bin(desk, { place: "18 Lime Tree Road, GH5 1AB" });
  await desk.getByRole("button", { name: "Send the request" }).click();
  await desk.waitForURL(/\/staff\/cases\/\d+$/);
  const page = await desk.textContent("main");
  for (const words of ["Joan Jones", "Telephone", "18 Lime Tree Road, GH5 1AB", "Ash Ahmed"]) assert.ok(page.includes(words), `the case says ${words}`);
  await expect_clean(desk);
  const [letter] = await town.letters.wait_for("joan@resident.example");
  const reference = await desk.locator(".govuk-caption-l").textContent();
  assert.ok(letter.text.includes(reference));
  await desk.getByRole("link", { name: "Contacts" }).click();
  await desk.locator("tbody tr", { hasText: "Joan Jones" }).first().waitFor();
});

test("a call that needs no request is only written down", async () => {
  const desk = await browser.signed_in(town, "agent", "/staff/contacts/new");
  await desk.getByLabel("Visit").check();
  await desk.getByLabel("Name (optional)").fill("Kofi Kowalska");
  await desk.getByLabel("Passed on to a colleague").check();
  await desk.getByRole("button", { name: "Save" }).dblclick();
  await desk.waitForURL(/\/staff\/contacts$/);
  const row = desk.locator("tbody tr", { hasText: "Kofi Kowalska" });
  assert.equal(await row.count(), 1, "a double click writes it down once");
  assert.match(await row.textContent(), /Visit.*Passed on to a colleague/);
});

test("a caller who says that somebody is hurt is told at once to ring 999, before anything is sent", async () => {
  const desk = await browser.signed_in(town, "agent", "/staff/call");
  await desk.getByRole("button", { name: "Begin" }).click();
  await desk.getByLabel("In their own words").fill("hole in the road");
  await desk.locator("#found-services .gh-pick", { hasText: "Report a pothole" }).click();
  await desk.getByLabel("Yes, somebody is hurt").check();
  await desk.getByText("Ring 999 now").waitFor();
  await expect_clean(desk);
  await desk.getByLabel("No", { exact: true }).check();
  await desk.getByText("Ring 999 now").waitFor({ state: "hidden" });
});
