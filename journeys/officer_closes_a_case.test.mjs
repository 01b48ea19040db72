// Olu works through the missed bins. New ones should come up by themselves, and residents should hear what came of theirs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { expect_clean, expect_light } from "./lib/clean.mjs";
import { close_case, open_case_of, report_missed_bin } from "./lib/errands.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

let phone;
in_town({ requests: 200 }, async () => { // more closed than a page holds
  phone = await browser.phone();
});

test("a report appears in the open worklist by itself, is closed, and the resident hears what came of it", async () => {
  const desk = await browser.signed_in(town, "officer");
  await expect_clean(desk);
  const rows = await desk.locator("tbody tr").count();
  await desk.locator("tbody a").first().focus();
  const focused = await desk.evaluate(() => document.activeElement.getAttribute("href"));
  const reference = await report_missed_bin(phone, town, { email: "dafydd@resident.example", name: "Dafydd Davies", place: "9 Kiln Close, GH3 1AB" });
  const sent = Date.now();
  const row = desk.locator("tbody tr", { hasText: reference });
  await row.waitFor();
  assert.ok(Date.now() - sent < 2_000, `it took ${Date.now() - sent} ms`);
  assert.equal(await desk.locator("tbody tr").count(), rows + 1);
  assert.equal(await desk.evaluate(() => document.activeElement.getAttribute("href")), focused, "the focus stays where it was");
  await desk.getByRole("status").getByText("The worklist has changed.").waitFor({ state: "attached" });
  await expect_clean(desk);

  await town.letters.wait_for("dafydd@resident.example");
  await row.getByRole("link").click();
  await desk.getByRole("heading", { level: 1, name: "Report a missed bin collection" }).waitFor();
  assert.match(await desk.textContent("main"), /Dafydd Davies/);
  assert.match(await desk.locator("tr", { hasText: "Acknowledgement" }).textContent(), /Sent/);
  await expect_clean(desk);
  await close_case(desk, "The bin has been emptied", "Crew 4 went back on Thursday.");
  const [, done] = await town.letters.wait_for("dafydd@resident.example", 2);
  assert.ok(done.raw.includes("Auto-Submitted"), "an automatic letter says so");
  const told = town.letters.to("dafydd@resident.example").map((letter) => letter.text).join("\n");
  assert.match(told, /The bin has been emptied/);
  assert.doesNotMatch(told, /Crew 4/, "notes are for colleagues");
  await desk.reload();
  assert.match(await desk.locator("tr", { hasText: "Outcome" }).last().textContent(), /Sent/);
  await desk.getByText("Crew 4 went back on Thursday.").waitFor();
  assert.equal(await desk.locator(".gh-notice").count(), 0, "one's own change is no news");
  await expect_clean(desk);
});

test("a case that is open elsewhere says that it changed, and leaves typed words alone", async () => {
  const reference = await report_missed_bin(phone, town, { email: "elsie@resident.example" });
  const mine = await browser.signed_in(town, "officer");
  await open_case_of(mine, town, reference);
  await mine.getByLabel("Note (optional)").fill("I was about to say");
  const theirs = await browser.signed_in(town, "leader", new URL(mine.url()).pathname);
  await theirs.getByText("Add a note").click();
  await theirs.getByLabel("Note", { exact: true }).fill("The round was moved to Friday.");
  await theirs.getByRole("button", { name: "Save note" }).click();
  await theirs.getByText("The round was moved to Friday.").waitFor();
  await mine.getByText("This case has changed.").waitFor();
  assert.equal(await mine.getByLabel("Note (optional)").inputValue(), "I was about to say");
  await expect_clean(mine);
  await mine.getByRole("link", { name: "Show it as it is now" }).click();
  await mine.getByText("The round was moved to Friday.").waitFor();
});

test("an open page finds its way back after the line was cut", async () => {
  const desk = await browser.signed_in(town, "officer");
  // The socket is one the page opened itself: cut it, and it must come back with what it missed.
  const wire = await desk.context().newCDPSession(desk);
  await wire.send("Network.enable");
  await desk.context().setOffline(true);
  await desk.evaluate(() => window.dispatchEvent(new Event("pagehide")));
  const reference = await report_missed_bin(phone, town);
  await desk.context().setOffline(false);
  await desk.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await desk.locator("tbody tr", { hasText: reference }).waitFor();
});

test("without script the worklist and a case work as well", async () => {
  const reference = await report_missed_bin(phone, town, { email: "farah@resident.example" });
  const desk = await browser.signed_in(town, "officer", "/staff/worklist", { javaScriptEnabled: false });
  await desk.locator("tbody tr", { hasText: reference }).getByRole("link").click();
  await close_case(desk, "The bin was not out by 7am");
  await town.letters.wait_for("farah@resident.example", 2);
});

test("the desk's pages are clean and light, closed and found and empty", async () => {
  const desk = await browser.signed_in(town, "leader");
  const paths = ["/staff/worklist?state=closed", "/staff/search", "/staff/search?q=bin", "/staff/search?q=xylophone", "/staff/contacts", "/staff/account", "/staff/nowhere"];
  for (const path of paths) {
    await desk.goto(town.url + path);
    await expect_clean(desk);
  }
  const state = await desk.context().storageState();
  for (const path of ["/staff/worklist", "/staff/worklist?state=closed", "/staff/search?q=bin", "/staff/contacts"]) await expect_light(browser, town.url + path, state);
  const jobs = await browser.signed_in(town, "admin", "/staff/jobs");
  await expect_clean(jobs);
});
