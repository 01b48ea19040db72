// Rosa reports graffiti without script and writes more than she should. She is asked whether she is a machine; Olu lets through what
// everybody may see, a stranger reads it, and Rosa takes it back. Whoever has script is asked nothing: the browser answers.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { expect_clean } from "./lib/clean.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

const words = readFileSync(new URL("../src/abuse/words/en.txt", import.meta.url), "utf8");
const sorts = [...words.matchAll(/^abuse\.sort_\d+ = (.+?): (.+)$/gm)].map(([, name, list]) => [name, list.split(", ")]);

in_town({ requests: 5, settings: { GUILDHALL_CHALLENGE: "always", GUILDHALL_COUNCIL_PHONE: "01632 960 000" } });

const press = (page, name) => page.locator("main").getByRole("button", { name, exact: true }).click();

/** To the check of a report of graffiti. */
async function report_graffiti(page) {
  await page.goto(`${town.url}/services/graffiti/report`);
  await page.getByLabel("Where is it?").fill("behind the old chapel");
  for (const answer of ["A bridge or underpass", "No"]) {
    await press(page, "Continue");
    await page.getByLabel(answer, { exact: true }).check();
  }
  await press(page, "Continue");
  await page.getByLabel("Is there anything else we should know?").fill("I am Rosa, ring 07700 900123. Red paint on the arch.");
  await press(page, "Continue");
  await press(page, "Continue"); // no photos
  await page.getByLabel("Full name (optional)").fill("Rosa Green");
  await page.getByLabel("Email address (optional)").fill("rosa@resident.example");
  await press(page, "Continue");
  await page.getByRole("heading", { name: "Check your answers" }).waitFor();
}

/** The word that the question means, as a person knows it. */
function answer_to(question) {
  const [, name, list] = question.match(/Which of these words is (.+?): (.+)\?/);
  const known = sorts.find(([sort]) => sort === name)[1];
  return list.split(", ").find((word) => known.includes(word));
}

test("a report is asked about without script, checked, published without what is personal, and taken back", async () => {
  const rosa = await browser.phone({ javaScriptEnabled: false });
  await report_graffiti(rosa);
  const question = rosa.getByLabel(/^Which of these words/);
  await question.fill("lamp post");
  await press(rosa, "Send");
  await rosa.getByRole("link", { name: "That is not the word. Here is another question" }).waitFor();
  await question.fill(answer_to(await rosa.locator("label", { hasText: "Which of these words" }).textContent()));
  await press(rosa, "Send");
  await rosa.waitForURL(/\/sent$/);
  const reference = new URL(rosa.url()).pathname.split("/").at(-2);

  const admin = await browser.signed_in(town, "admin", "/staff/checks");
  await expect_clean(admin);
  await admin.locator("main td a").last().click();
  await admin.getByRole("heading", { name: "What the resident sent" }).waitFor();
  await admin.getByText("name of who reported it").first().waitFor();
  await expect_clean(admin);
  await admin.getByLabel("Title").fill("Paint on the railway arch");
  await admin.getByRole("textbox", { name: "Words", exact: true }).fill("Red paint on the arch.");
  await press(admin, "Publish");
  await admin.getByText("It is published.").waitFor();

  const look = async () => (await rosa.request.get(`${town.url}/open311/v2/requests/${reference}.json?extensions=true`)).text();
  const seen = await look();
  assert.match(seen, /Red paint on the arch\./);
  for (const secret of ["Rosa", "07700", "resident.example"]) assert.ok(!seen.includes(secret), secret);

  await rosa.goto(`${town.url}/requests/${reference}/public`);
  assert.equal(await rosa.getByRole("textbox", { name: "Words", exact: true }).inputValue(), "Red paint on the arch.");
  await press(rosa, "Take it back");
  await rosa.getByText("What everybody can see has changed.").waitFor();
  assert.ok(!(await look()).includes("Red paint"));
});

test("with script the browser answers by itself, and the page is clean before and after", async () => {
  const page = await browser.phone();
  await report_graffiti(page);
  await page.getByText("Checked. You need not answer anything.").waitFor();
  assert.equal(await page.getByLabel(/^Which of these words/).isVisible(), false);
  await expect_clean(page);
  await press(page, "Send");
  await page.waitForURL(/\/sent$/);
});
