// Winifred has no computer: she fills in the form that the library printed. Ash keys it in, and the answer goes to her by post.

import assert from "node:assert/strict";
import { test } from "node:test";
import { expect_clean } from "./lib/clean.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

in_town();

test("a form is printed, keyed in, answered by post, and the letter that comes back is a task", async () => {
  const page = await browser.phone();
  await page.goto(`${town.url}/services/missed-bin`);
  const link = page.getByRole("link", { name: "Print a form to fill in by hand (PDF)" });
  const form = await page.request.get(new URL(await link.getAttribute("href"), town.url).href);
  assert.equal(form.headers()["content-type"], "application/pdf");
  assert.ok((await form.body()).subarray(0, 5).toString() === "%PDF-");

  const desk = await browser.signed_in(town, "agent", "/staff/contacts");
  await desk.getByRole("link", { name: "Key in a form on paper" }).click();
  await expect_clean(desk);
  await desk.getByLabel("Number of the form").fill("0000-000");
  await desk.getByRole("button", { name: "Continue" }).click();
  await desk.getByRole("alert").getByText("There is no form with this number").waitFor();
  const number = (await desk.locator("li", { hasText: "Report a missed bin collection" }).textContent()).trim().split(" ").at(-1);
  await desk.getByLabel("Number of the form").fill(number.toLowerCase());
  await desk.getByRole("button", { name: "Continue" }).click();
  await desk.getByRole("heading", { name: "Report a missed bin collection" }).waitFor();
  await expect_clean(desk);
  const fill = async () => {
    await desk.getByLabel("Where should the bin have been emptied?").fill("12 Canal Walk, GH2 1AB");
    await desk.getByLabel("Recycling (blue)").check();
    await desk.getByLabel("Full name (optional)").fill("Winifred Ashworth");
    await desk.getByLabel("By post").check();
    await desk.getByLabel("Your address").fill("31 Railway Terrace\nAnytown\ngh12ab");
    await desk.getByLabel("Send me letters in large print").check();
  };
  await fill();
  await desk.getByRole("button", { name: "Keep this form" }).click();
  await desk.getByText("The form is kept. Write on it:").waitFor();
  await expect_clean(desk);

  await desk.goto(`${town.url}/staff/paper/${number.replace("-", "")}`);
  await fill();
  await desk.getByRole("button", { name: "Keep this form" }).click();
  await desk.getByRole("alert").getByText("A form that says the same was keyed in before").waitFor();
  await expect_clean(desk);

  for (let tries = 0; tries < 60; ++tries) {
    await desk.goto(`${town.url}/staff/post`);
    if (await desk.getByText("Winifred Ashworth, 31 Railway Terrace, Anytown, GH1 2AB").count()) break;
    await desk.waitForTimeout(500);
  }
  await expect_clean(desk);
  const letter = await desk.locator("input[name=letter]").first().inputValue();
  const pdf = await desk.request.get(`${town.url}/staff/post/letters/${letter}`);
  assert.ok((await pdf.body()).subarray(0, 5).toString() === "%PDF-");
  await desk.getByRole("button", { name: "Hand over to the print house" }).click();
  await desk.getByText("These letters have left the list").waitFor();
  await expect_clean(desk);
  const [download] = await Promise.all([desk.waitForEvent("download"), desk.getByRole("link", { name: /^Letters of / }).click()]);
  assert.match(download.suggestedFilename(), /^letters-\d+\.zip$/);
  await desk.getByLabel("Number of the letter").fill(letter);
  await desk.getByRole("button", { name: "Note that it came back" }).click();
  await desk.getByText("The team of the case has a task.").waitFor();
  await expect_clean(desk);
});
