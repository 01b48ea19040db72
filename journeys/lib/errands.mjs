// Steps that several journeys share.

import assert from "node:assert/strict";

/** From the home page to the thanks. `look` is called on each page on the way. Returns the reference, as spoken. */
export async function report_missed_bin(page, town, { email = "", name = "", place = "12 Canal Walk, GH2 1AB", look = () => {} } = {}) {
  await page.goto(town.url);
  await look();
  await page.getByRole("link", { name: "Report a missed bin collection" }).click();
  await page.waitForURL(/missed-bin$/);
  await look();
  await page.getByRole("button", { name: "Start now" }).click();
  await page.waitForURL(/\/report$/);
  await look();
  await fill_missed_bin(page, { email, name, place });
  await page.getByRole("button", { name: "Send" }).click();
  await page.waitForURL(/\/sent$/);
  await look();
  const reference = await page.locator(".govuk-panel strong").textContent();
  assert.match(reference, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
  return reference;
}

export async function fill_missed_bin(page, { email = "", name = "", place = "", details = "" } = {}) {
  await page.getByLabel("Where should the bin have been emptied?").fill(place);
  await page.getByLabel("Recycling (blue)").check();
  if (details) await page.getByLabel("Is there anything else we should know?").fill(details);
  if (name) await page.getByLabel("Full name (optional)").fill(name);
  if (email) await page.getByLabel("Email address (optional)").fill(email);
}

/** From search to the case with this reference. */
export async function open_case_of(page, town, reference) {
  await page.goto(`${town.url}/staff/search?q=${encodeURIComponent(reference)}`);
  await page.locator("tbody tr", { hasText: reference }).getByRole("link").click();
  await page.waitForURL(/\/staff\/cases\/\d+$/);
}

export async function close_case(page, outcome, note = "") {
  await page.getByLabel(outcome).check();
  if (note) await page.getByLabel("Note (optional)").fill(note);
  await page.getByRole("button", { name: "Close the case" }).click();
  await page.getByRole("button", { name: "Reopen the case" }).waitFor();
}
