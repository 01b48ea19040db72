// Femi sees a pothole that somebody reported this morning. He joins it on his phone, and describes nothing again.

import assert from "node:assert/strict";
import { test } from "node:test";
import { expect_clean } from "./lib/clean.mjs";
import { give_place, open_case_of, press_continue, report_pothole } from "./lib/errands.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

in_town();

test("on a phone without script, he is asked before he types, and gets a reference of his own", async () => {
  const page = await browser.phone({ javaScriptEnabled: false });
  const first = await report_pothole(page, town, { name: "Rosa Secret" });

  await give_place(page, town);
  await page.getByText("Has this been reported already?").waitFor();
  assert.ok(!(await page.content()).includes("Rosa Secret"));
  await press_continue(page);
  await page.getByText("Select what you mean, or that it is none of these").first().waitFor();
  await page.getByLabel(/^This is it/).first().check();
  await press_continue(page);
  await page.getByLabel("Email address (optional)").fill("femi@resident.example");
  await page.getByLabel("Anything you want to add (optional)").fill("It is deeper now");
  await press_continue(page);
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Your reference is").waitFor();
  assert.notEqual(await page.locator(".gh-reference").first().textContent(), first);
  await page.getByRole("button", { name: /Follow your request/ }).click();
  await page.getByText("It is deeper now").waitFor();
  assert.ok(!(await page.content()).includes("Rosa Secret"));
});

test("the page that asks is clean", async () => {
  const page = await browser.phone();
  await give_place(page, town);
  await page.getByText("Has this been reported already?").waitFor();
  await expect_clean(page);
});

test("an officer joins two, and what the second resident says meanwhile goes with them when they are parted", async () => {
  const page = await browser.phone({ javaScriptEnabled: false });
  const first = await report_pothole(page, town, { email: "ann@resident.example" });
  const second = await report_pothole(page, town, { email: "sam@resident.example" });
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
