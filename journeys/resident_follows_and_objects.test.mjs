// Bethan follows her request, adds to it, and says that it is not put right. Each time as another of us would.

import assert from "node:assert/strict";
import { writeFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { expect_clean } from "./lib/clean.mjs";
import { answer_missed_bin, close_case, expect_question, follow, open_case_of, send_and_read_reference } from "./lib/errands.mjs";
import { tab_to } from "./lib/keyboard.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

in_town({ requests: 5 });

/** A one-pixel picture that a camera could have made. */
const pixel = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

async function report(page, email) {
  await page.goto(`${town.url}/services/missed-bin/report`);
  await answer_missed_bin(page, { email });
  return send_and_read_reference(page);
}

async function officer_closes(reference) {
  const desk = await browser.signed_in(town, "officer");
  await open_case_of(desk, town, reference);
  await close_case(desk, "The bin has been emptied");
  await desk.context().close();
}

const by_mouse = {
  press: (page, name, role = "button") => page.getByRole(role, { name, exact: true }).click(),
  type: (page, label, words) => page.getByLabel(label).fill(words),
};
const by_keyboard = {
  press: async (page, name) => (await tab_to(page, name), page.keyboard.press("Enter")),
  type: async (page, label, words) => (await tab_to(page, await page.getByLabel(label).getAttribute("id")), page.keyboard.type(words)),
};

for (const [name, hands, open] of [
  ["on a phone, with touch", by_mouse, () => browser.phone()],
  ["on a phone, without script", by_mouse, () => browser.phone({ javaScriptEnabled: false })],
  ["at a desk, with the keyboard alone", by_keyboard, () => browser.desk()],
  ["at a desk, without script", by_mouse, () => browser.desk({ javaScriptEnabled: false })],
])
  test(`what is not put right is taken up again: ${name}`, async () => {
    const page = await open();
    const look = async () => name.endsWith("touch") && (await expect_clean(page));
    const email = `${name.replaceAll(/[^a-z]/g, "")}@resident.example`;
    const reference = await report(page, email);
    await officer_closes(reference);
    await page.context().clearCookies(); // on another day
    await follow(page, town, reference, email);
    await page.getByRole("heading", { name: "The bin has been emptied" }).waitFor();
    await look();
    await hands.press(page, "No, something is still wrong");
    await expect_question(page, "What is still wrong?");
    await hands.press(page, "Send");
    await page.getByRole("alert").waitFor();
    await look();
    await hands.type(page, "What is still wrong?", "Only the lid was lifted.");
    await hands.press(page, "Send");
    await page.getByText("We have taken your request up again").first().waitFor();
    await look();
    assert.match(await page.textContent(".gh-timeline"), /Only the lid was lifted\./);
    assert.match(await page.textContent(".gh-standing"), /We have promised this by/);
  });

test("a word, a photo, and a withdrawal; each told back, and seen by the team", async () => {
  const page = await browser.phone();
  const reference = await report(page, "bethan@resident.example");
  await page.getByRole("button", { name: "Follow your request" }).click();
  await page.getByRole("link", { name: "Tell us more" }).click();
  await expect_question(page, "What do you want to tell us?");
  await expect_clean(page);
  await page.getByLabel("What do you want to tell us?").fill("The gate is open until noon.");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.getByText("We have added what you told us.").waitFor();

  await page.getByRole("link", { name: "Add a photo" }).click();
  await expect_question(page, "Add a photo");
  await expect_clean(page);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("alert").getByText("Choose a photo").waitFor();
  const folder = mkdtempSync(join(tmpdir(), "guildhall-photo-"));
  for (const [file, bytes] of [["bin.png", pixel], ["notes.txt", "no picture"]]) writeFileSync(join(folder, file), bytes);
  await page.locator("input[type=file]").setInputFiles(join(folder, "notes.txt"));
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("alert").waitFor();
  await expect_clean(page);
  await page.locator("input[type=file]").setInputFiles([join(folder, "bin.png"), join(folder, "bin.png")]);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByText("We have added your photos.").waitFor();
  const photo = await page.request.get(new URL(await page.getByRole("link", { name: "Open photo 2" }).getAttribute("href"), town.url).href);
  assert.match(photo.headers()["content-type"], /^image\//);
  const stranger = await browser.phone();
  const denied = await stranger.request.get(photo.url(), { maxRedirects: 0 });
  assert.equal(denied.status(), 303, "a photo is shown only to who follows the request");

  await page.context().clearCookies({ name: "follow" }); // half an hour later
  await page.goto(`${town.url}/requests/${reference.replaceAll("-", "")}`);
  await page.getByLabel("Email address, phone number or tracking code").fill("bethan@resident.example");
  await page.getByRole("button", { name: "Show my request" }).click();
  await page.getByRole("link", { name: "Withdraw this request" }).click();
  await expect_question(page, "Do you want to withdraw this request?");
  await expect_clean(page);
  await page.getByLabel("Why? (optional)").fill("The neighbour took it along.");
  await page.context().clearCookies({ name: "follow" });
  await page.getByRole("button", { name: "Withdraw this request" }).click();
  await page.getByRole("alert").getByText("Nothing you typed is lost").waitFor();
  assert.equal(await page.getByLabel("Why? (optional)").inputValue(), "The neighbour took it along.");
  await expect_clean(page);
  await page.getByLabel("Email address, phone number or tracking code").fill("bethan@resident.example");
  await page.getByRole("button", { name: "Withdraw this request" }).click();
  await page.getByRole("heading", { name: "You withdrew this request" }).waitFor();
  await expect_clean(page);
  const desk = await browser.signed_in(town, "officer");
  await open_case_of(desk, town, reference);
  const history = await desk.textContent("main");
  for (const words of ["The gate is open until noon.", "The neighbour took it along."]) assert.ok(history.includes(words), `the case says ${words}`);
});
