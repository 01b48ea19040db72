// Femi sees a pothole that somebody reported this morning. He joins it on his phone, and describes nothing again.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Browser } from "./lib/browser.mjs";
import { expect_clean } from "./lib/clean.mjs";
import { open_case_of } from "./lib/errands.mjs";
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
  if (await page.getByText(/Which (address|place) is it\?/).count()) {
    await page.getByRole("radio").first().check();
    await go_on(page);
  }
}

/** Reports a pothole on Mill Lane as something new. Returns the reference, as spoken. */
async function report_pothole(page, { name = "", email = "" } = {}) {
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
  await page.getByLabel("Full name (optional)").fill(name);
  await page.getByLabel("Email address (optional)").fill(email);
  await go_on(page);
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Your reference is").waitFor();
  return page.locator(".gh-reference").first().textContent();
}

test("on a phone without script, he is asked before he types, and gets a reference of his own", async () => {
  const page = await browser.phone({ javaScriptEnabled: false });
  const first = await report_pothole(page, { name: "Rosa Secret" });

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

test("an officer joins two, and what the second resident says meanwhile goes with them when they are parted", async () => {
  const page = await browser.phone({ javaScriptEnabled: false });
  const first = await report_pothole(page, { email: "ann@resident.example" });
  const second = await report_pothole(page, { email: "sam@resident.example" });
  await page.getByRole("button", { name: /Follow your request/ }).click();
  await page.getByRole("heading", { level: 2, name: "What you told us" }).waitFor();
  const desk = await browser.signed_in(town, "highways");
  await open_case_of(desk, town, first);
  await desk.getByText("Others near by").waitFor();
  await expect_clean(desk);
  const near = desk.locator("form[action*='/joining/']", { hasText: second });
  await near.getByRole("checkbox").check();
  await near.getByRole("button", { name: "Join the two" }).click();
  await desk.getByText("Joined to this case").waitFor();
  await expect_clean(desk);
  await page.getByRole("link", { name: "Tell us more" }).click();
  await page.getByLabel("What do you want to tell us?").fill("Mine is on the other side of the road");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.locator(".gh-timeline", { hasText: "Mine is on the other side" }).waitFor();
  await open_case_of(desk, town, first);
  await desk.locator(".gh-timeline", { hasText: "Mine is on the other side" }).waitFor();
  await desk.getByRole("button", { name: "Part it again" }).click();
  await desk.getByText("Joined to this case").waitFor({ state: "detached" });
  await desk.locator(".gh-timeline", { hasText: "Mine is on the other side" }).waitFor();
  await open_case_of(desk, town, second);
  await desk.locator(".gh-timeline", { hasText: "Mine is on the other side" }).waitFor();
  await page.reload();
  await page.locator(".gh-timeline", { hasText: "Mine is on the other side" }).waitFor();
});
