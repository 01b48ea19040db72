// Olu takes a case, asks the resident, hands it to Lee, who closes it. Then two of them work on one case at once.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { expect_clean, expect_light } from "./lib/clean.mjs";
import { close_case, open_case_of, report_missed_bin } from "./lib/errands.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

let phone;
in_town({ requests: 700 }, async () => {
  phone = await browser.phone();
});

test("taken, asked about, handed over with a note, closed, and the resident hears of it", async () => {
  const reference = await report_missed_bin(phone, town, { email: "nia@resident.example", name: "Nia Nowak" });
  const desk = await browser.signed_in(town, "officer");
  await open_case_of(desk, town, reference);
  const page = desk.url();
  for (const words of ["Nia Nowak", "Nobody has it yet", "Due "]) assert.ok((await desk.locator(".gh-top").textContent()).includes(words), words);
  await desk.getByRole("button", { name: "Take it" }).click();
  await desk.getByText("You have it", { exact: true }).waitFor();
  await desk.goto(`${town.url}/staff/worklist?list=mine`);
  await desk.locator("tbody tr", { hasText: reference }).waitFor();
  await expect_clean(desk);
  await desk.goto(page);
  await desk.getByText("Write to the resident", { exact: true }).click();
  await desk.getByRole("button", { name: "Send", exact: true }).click();
  await desk.getByRole("alert").getByText("Enter what you want to tell the resident").waitFor();
  await expect_clean(desk);
  await desk.getByLabel("What do you want to tell the resident?").fill("Is the bin at the front or at the back?");
  await desk.getByRole("button", { name: "Send", exact: true }).click();
  const letters = await town.letters.wait_for("nia@resident.example", 2);
  assert.ok(letters.some((letter) => letter.text.includes("front or at the back")));
  await desk.goto(page);
  await desk.getByRole("link", { name: "Hand it over" }).click();
  await expect_clean(desk);
  await desk.getByRole("button", { name: "Hand it over" }).click();
  await desk.getByRole("alert").waitFor();
  await expect_clean(desk);
  await desk.getByLabel("Person (optional)").selectOption({ label: "Lee Larkin" });
  await desk.getByLabel("What do they need to know?").fill("The bin is at the back gate.");
  await desk.getByRole("button", { name: "Hand it over" }).click();
  await desk.getByText("Lee Larkin has it").waitFor();
  await expect_clean(desk);
  const leader = await browser.signed_in(town, "leader", "/staff");
  await leader.locator("tbody tr", { hasText: reference }).first().getByRole("link").click();
  await leader.getByText("The bin is at the back gate.").waitFor();
  await close_case(leader, "The bin has been emptied");
  await leader.getByLabel("It was closed by mistake").check();
  await leader.getByRole("button", { name: "Reopen the case" }).click();
  await leader.getByRole("button", { name: "Close the case" }).waitFor();
  await expect_clean(leader);
});

test("two officers on one case: the second keeps their words and sees the case as it is", async () => {
  const reference = await report_missed_bin(phone, town);
  const mine = await browser.signed_in(town, "officer");
  await open_case_of(mine, town, reference);
  const theirs = await browser.signed_in(town, "leader", new URL(mine.url()).pathname);
  await mine.getByLabel("The bin was not out by 7am").check();
  await mine.getByLabel("Note (optional)").fill("I looked at the crew's sheet: it was not out.");
  await close_case(theirs, "The bin has been emptied");
  await mine.getByRole("button", { name: "Close the case" }).click();
  await mine.getByRole("alert").getByText("Somebody else changed this case").waitFor();
  assert.equal(await mine.getByLabel("Note", { exact: true }).inputValue(), "I looked at the crew's sheet: it was not out.");
  await expect_clean(mine);
  await mine.getByRole("button", { name: "Save note" }).click();
  await mine.locator(".gh-timeline__text", { hasText: "crew's sheet" }).waitFor();
});

test("two take one case: the second hears who has it", async () => {
  const reference = await report_missed_bin(phone, town);
  const mine = await browser.signed_in(town, "officer");
  await open_case_of(mine, town, reference);
  const theirs = await browser.signed_in(town, "leader", new URL(mine.url()).pathname);
  await theirs.getByRole("button", { name: "Take it" }).click();
  await theirs.getByText("You have it", { exact: true }).waitFor();
  await mine.getByRole("button", { name: "Take it" }).click();
  await mine.getByRole("alert").waitFor();
  await mine.getByText("Lee Larkin has it").waitFor();
});

test("every list, home, a person and what was found are clean, and a full page of 50 is light", async () => {
  const desk = await browser.signed_in(town, "leader", "/staff");
  await expect_clean(desk);
  for (const list of ["", "?list=mine", "?list=team", "?list=unowned", "?list=late", "?list=tasks", "?list=closed"]) {
    await desk.goto(`${town.url}/staff/worklist${list}`);
    await expect_clean(desk);
  }
  assert.equal(await desk.locator("tbody tr").count(), 50);
  await desk.getByRole("link", { name: "More" }).click();
  await desk.locator("tbody tr").first().waitFor();
  const state = await desk.context().storageState();
  for (const path of ["/staff", "/staff/worklist", "/staff/worklist?list=closed"]) await expect_light(browser, town.url + path, state);
  await desk.getByRole("link", { name: "Download as CSV" }).click();
  await desk.waitForURL(/\/staff\/exports\?list=closed$/);
  await expect_clean(desk);
  const [file] = await Promise.all([desk.waitForEvent("download"), desk.getByRole("button", { name: "Download" }).click()]);
  const lines = readFileSync(await file.path(), "utf8").trimEnd().split("\r\n");
  assert.match(file.suggestedFilename(), /^cases-\d{4}-\d\d-\d\d\.csv$/);
  assert.ok(lines.length > 51, `all of the list, not one page of it: ${lines.length}`);
  assert.ok(lines[0].includes("reference,case,service,") && !lines[0].includes("email"));
  await desk.getByRole("link", { name: "Other lists, dates and formats" }).click();
  await desk.waitForURL(/\/staff\/exports$/);
  await expect_clean(desk);
  await desk.keyboard.press("/");
  await desk.keyboard.type("canal");
  await desk.keyboard.press("Enter");
  await desk.getByRole("heading", { level: 2, name: "Cases" }).waitFor();
  await expect_clean(desk);
  const agent = await browser.signed_in(town, "agent", "/staff/search?q=nowak"); // who sees everybody
  await agent.locator(".gh-found a").first().click();
  await agent.getByText("What they told us before").first().waitFor();
  await expect_clean(agent);
});
