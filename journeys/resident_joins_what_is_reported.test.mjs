// Femi sees a pothole that somebody reported this morning. He joins it on his phone, and describes nothing again.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Browser } from "./lib/browser.mjs";
import { expect_clean } from "./lib/clean.mjs";
import { start_town } from "./lib/program.mjs";

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

const go_on = (page) => page.getByRole("button", { name: "Continue" }).last().click();

async function give_place(page) {
  await page.goto(`${town.url}/services/pothole/report`);
  await page.getByLabel("Where is it?").fill("12 Mill Lane");
  await go_on(page);
  if (await page.getByText("Which address is it?").count()) {
    await page.getByRole("radio").first().check();
    await go_on(page);
  }
}

test("on a phone without script, he is asked before he types, and gets a reference of his own", async () => {
  const page = await browser.phone({ javaScriptEnabled: false });
  await give_place(page);
  if (await page.getByText("Has this been reported already?").count()) {
    await page.getByLabel("None of these").check();
    await go_on(page);
  }
  for (const answer of ["The road", "About a golf ball or deeper", "No"]) {
    await page.getByLabel(answer, { exact: true }).check();
    await go_on(page);
  }
  await go_on(page);
  await go_on(page); // no photos
  await page.getByLabel("Full name (optional)").fill("Rosa Secret");
  await go_on(page);
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Your reference is").waitFor();
  const first = await page.locator(".gh-reference").first().textContent();

  await give_place(page);
  await page.getByText("Has this been reported already?").waitFor();
  assert.ok(!(await page.content()).includes("Rosa Secret"));
  await go_on(page);
  await page.getByText("Select what you mean, or that it is none of these").first().waitFor();
  await page.getByLabel(/^This is it/).first().check();
  await go_on(page);
  await page.getByLabel("Email address (optional)").fill("femi@resident.example");
  await page.getByLabel("Anything you want to add (optional)").fill("It is deeper now");
  await go_on(page);
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Your reference is").waitFor();
  assert.notEqual(await page.locator(".gh-reference").first().textContent(), first);
  await page.getByRole("button", { name: /Follow your request/ }).click();
  await page.getByText("It is deeper now").waitFor();
  assert.ok(!(await page.content()).includes("Rosa Secret"));
});

test("the page that asks is clean", async () => {
  const page = await browser.phone();
  await give_place(page);
  await page.getByText("Has this been reported already?").waitFor();
  await expect_clean(page);
});
