// Two people told of one pothole, and it is two. Lee takes the second one out, puts the two together again, and splits anew; then one report
// turns out to be two matters.

import assert from "node:assert/strict";
import { test } from "node:test";
import { expect_clean } from "./lib/clean.mjs";
import { ask_too, follow, open_case_of, report_missed_bin, report_pothole } from "./lib/errands.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

in_town();

/** On the page for splitting: takes one request out, and comes to the new case. */
async function take_out(desk, reference, why) {
  await desk.getByLabel(new RegExp(reference)).check();
  await desk.getByLabel("Why are these two pieces of work?").fill(why);
  await desk.getByRole("button", { name: "Make it a case of its own" }).click();
  await desk.waitForURL((url) => /\/staff\/cases\/\d+$/.test(url.pathname));
}

test("a request is taken out, put back, and taken out again; its resident follows it all the while", async () => {
  const phone = await browser.phone({ javaScriptEnabled: false });
  const first = await report_pothole(phone, town, { name: "Rosa Green", email: "rosa@resident.example" });
  const second = await ask_too(phone, town, "femi@resident.example");
  const desk = await browser.signed_in(town, "admin");
  await open_case_of(desk, town, first);
  const whole = desk.url();

  await desk.getByRole("link", { name: "Split this case" }).click();
  await desk.getByRole("heading", { level: 1, name: "Split this case" }).waitFor();
  await expect_clean(desk);
  await desk.getByRole("button", { name: "Make it a case of its own" }).click();
  await desk.getByRole("alert").waitFor();
  await expect_clean(desk);
  await take_out(desk, second, "There are two holes.");
  const part = desk.url();
  assert.notEqual(part, whole);
  await desk.getByText(second).first().waitFor();
  await expect_clean(desk);
  await follow(phone, town, second, "femi@resident.example");
  await phone.getByText("We deal with your request by itself now").waitFor();

  await desk.getByRole("button", { name: "Put the two together again" }).click();
  await desk.waitForURL(whole);
  await desk.getByText(second).first().waitFor();
  await desk.getByRole("button", { name: "Part it again" }).click();
  await desk.getByText("was split off on").waitFor();
});

test("one report that is two matters becomes two requests, and the resident is told the second reference", async () => {
  const phone = await browser.phone();
  const reference = await report_missed_bin(phone, town, { email: "nia@resident.example", name: "Nia Nowak", details: "And a hole in the road" });
  const desk = await browser.signed_in(town, "admin");
  await open_case_of(desk, town, reference);
  const whole = desk.url();
  await desk.getByRole("link", { name: "Split this case" }).click();
  await desk.getByLabel("What is the second one about?").selectOption("pothole");
  await desk.getByRole("button", { name: "Continue" }).click();
  await desk.getByText("A second request about").waitFor();
  await expect_clean(desk);
  for (const answer of ["The road", "About a golf ball or deeper", "No"]) await desk.getByLabel(answer, { exact: true }).first().check();
  await desk.getByRole("button", { name: "Open a case for the second matter" }).click();
  await desk.getByRole("alert").waitFor();
  await expect_clean(desk);
  await desk.getByLabel("Why are these two pieces of work?").fill("The road is another team’s.");
  await desk.getByRole("button", { name: "Open a case for the second matter" }).click();
  await desk.getByText("is the case this was split off").waitFor();
  assert.notEqual(desk.url(), whole);
  await expect_clean(desk);
  const letters = await town.letters.wait_for("nia@resident.example", 2);
  assert.equal(letters.length, 2);
  await desk.goto(whole);
  await desk.getByText("was split off on").waitFor();
});
