// Ash takes calls on one screen, by keyboard alone, and nothing is keyed twice.

import assert from "node:assert/strict";
import { test } from "node:test";
import { expect_clean } from "./lib/clean.mjs";
import { take_call } from "./lib/calls.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

in_town();

const ask = { said: "bin not emptied", service: "Report a missed bin collection", answers: { location: "12 Canal Walk, GH2 1AB", bin: "Recycling (blue)", phone: "07700 900341" } };
const call = { caller: "Winifred Ashworth", asks: [ask] };

test("from the greeting to a logged missed bin, by keyboard alone, and the next time nothing is asked again", async () => {
  const desk = await browser.signed_in(town, "agent");
  const first = await take_call(desk, call);
  assert.ok(first.keystrokes <= 15, `${first.keystrokes} keystrokes`);
  assert.ok(first.round_trips <= 3, `${first.round_trips} round trips`);
  await expect_clean(desk);
  const again = await take_call(desk, { ...call, known: true, asks: [{ ...ask, said: "missed recycling", answers: { bin: "Recycling (blue)" } }] });
  assert.ok(again.keystrokes <= 15, `${again.keystrokes} keystrokes`);
  assert.ok(again.letters < first.letters, "what is known is not keyed again");
  await desk.locator(".gh-logged a").click();
  const page = await desk.textContent("main");
  for (const words of ["Winifred Ashworth", "Telephone", "12 Canal Walk, GH2 1AB"]) assert.ok(page.includes(words), `the case says ${words}`);
});

test("the hands go on while the server keeps who is calling, and nothing typed meanwhile is lost", async () => {
  const desk = await browser.signed_in(town, "agent");
  let answer;
  const held = new Promise((release) => (answer = release));
  await desk.route("**/person", async (route) => (await held, route.continue()));
  await desk.keyboard.press("c");
  await desk.waitForFunction(() => document.activeElement.id === "find");
  await desk.keyboard.type("Septimus Slow");
  await desk.keyboard.press("Enter");
  await desk.waitForFunction(() => document.activeElement.id === "said");
  await desk.keyboard.type("bin not emptied");
  await desk.locator("#found-services:not([aria-busy])").waitFor();
  await desk.keyboard.press("Enter");
  assert.equal(await desk.getByRole("heading", { name: ask.service }).count(), 0, "the questions wait until it is known who is asked");
  answer();
  await desk.getByRole("heading", { name: ask.service }).waitFor();
  await desk.locator(".gh-known", { hasText: "Septimus Slow" }).waitFor();
  assert.equal(await desk.getByLabel("May I take your name?").count(), 0);
});

test("from a call to an earlier request and back, with what was done there; and an article read out", async () => {
  const desk = await browser.signed_in(town, "agent");
  const again = { caller: "Olive Ormerod", known: true };
  await take_call(desk, { caller: again.caller, asks: [ask] });
  await take_call(desk, { ...again, earlier: { key: "n", words: "The lid is broken too." } });
  await take_call(desk, { ...again, outcome: "Passed on", earlier: { key: "h", team: "Highways", words: "It blocks the road." } });
  await take_call(desk, { said: "pizza boxes in the blue bin", article: "What goes in which bin" });
  await desk.goto(`${town.url}/staff/call`);
  await desk.getByRole("button", { name: "Begin" }).click();
  await desk.getByLabel("In their own words").fill("pizza boxes in the blue bin");
  await desk.locator("#found-services .gh-pick", { hasText: "What goes in which bin" }).click();
  await desk.locator("#errand .gh-prose").first().waitFor();
  await expect_clean(desk);
  await desk.getByRole("link", { name: "Something else" }).click();
  await desk.locator("#errand .gh-prose").first().waitFor({ state: "detached" });
  await desk.getByLabel("Find the caller").fill(again.caller);
  await desk.locator("#found-callers .gh-pick").first().click();
  await desk.locator("#told a").first().click();
  await desk.waitForURL(/\/staff\/cases\/\d+\?call=/);
  for (const words of ["The lid is broken too.", "It blocks the road."]) await desk.locator(".gh-timeline", { hasText: words }).waitFor();
  await expect_clean(desk);
  await desk.getByRole("link", { name: "Back to the call" }).click();
  await desk.getByRole("button", { name: "Finish", exact: true }).click();
  await desk.getByRole("heading", { name: "Call finished" }).waitFor();
});

test("an agent who types elsewhere while the screen changes keeps their hands there", async () => {
  const desk = await browser.signed_in(town, "agent", "/staff/call");
  await desk.getByRole("button", { name: "Begin" }).click();
  await desk.getByLabel("In their own words").fill("pizza boxes in the blue bin");
  await desk.locator("#found-services .gh-pick", { hasText: "What goes in which bin" }).click();
  await desk.locator("#errand .gh-prose").first().waitFor();
  let answer;
  const held = new Promise((release) => (answer = release));
  await desk.route(/\/staff\/calls\/\d+$/, async (route) => (await held, route.continue()));
  await desk.getByRole("link", { name: "Something else" }).click();
  await desk.getByLabel("Find the caller").focus();
  await desk.keyboard.type("Septimus ");
  answer();
  await desk.locator("#errand .gh-prose").first().waitFor({ state: "detached" });
  await desk.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(painted)))));
  await desk.keyboard.type("Slow");
  assert.equal(await desk.getByLabel("Find the caller").inputValue(), "Septimus Slow");
});

test("every state of the call screen is clean", async () => {
  const desk = await browser.signed_in(town, "agent", "/staff/call");
  await expect_clean(desk);
  await desk.getByRole("button", { name: "Begin" }).click();
  await desk.getByText("What can I do here?").click();
  await expect_clean(desk);
  await desk.getByLabel("Find the caller").fill("zzyzx");
  await desk.getByText("Nobody is known by that yet.").waitFor();
  await expect_clean(desk);
  await desk.getByLabel("Email").fill("not an address");
  await desk.getByRole("button", { name: "Keep as the caller" }).click();
  await desk.getByText("Enter an email address in the correct format").first().waitFor();
  await expect_clean(desk);
  await desk.getByLabel("Email").fill("zz@resident.example");
  await desk.getByRole("button", { name: "Keep as the caller" }).click();
  await desk.getByText("Nothing yet.").waitFor();
  await desk.getByLabel("In their own words").fill("missed bin");
  await desk.locator("#found-services .gh-pick", { hasText: "Report a missed bin collection" }).click();
  await desk.getByText("Read out").waitFor();
  await expect_clean(desk);
  await desk.getByRole("button", { name: "Log it, there is something else" }).click();
  await desk.getByRole("alert").getByText("Select which bin was missed").waitFor();
  await expect_clean(desk);
});

test("a call that was left open waits for its agent, who can finish it", async () => {
  const desk = await browser.signed_in(town, "agent", "/staff/call");
  await desk.getByRole("button", { name: "Begin" }).click();
  await desk.waitForURL(/calls\/\d+/);
  const left = new URL(desk.url()).pathname;
  await desk.goto(`${town.url}/staff/call`);
  await expect_clean(desk);
  await desk.locator(`.gh-unfinished a[href="${left}"]`).click();
  await desk.getByLabel("Passed on to a colleague").check();
  await desk.getByRole("button", { name: "Finish", exact: true }).click();
  await desk.getByText("Passed on to a colleague").waitFor();
  await expect_clean(desk);
});

test("without script, on a phone's width, the same call is taken with buttons", async () => {
  const desk = await browser.signed_in(town, "agent", "/staff/call", { javaScriptEnabled: false, viewport: { width: 360, height: 800 } });
  await desk.getByRole("button", { name: "Begin" }).click();
  await desk.getByLabel("Find the caller").fill("Edith Entwistle");
  await desk.locator("#caller").getByRole("button", { name: "Search" }).click();
  await desk.getByRole("button", { name: "Keep as the caller" }).click();
  await desk.getByLabel("In their own words").fill("bin");
  await desk.getByRole("button", { name: "Find", exact: true }).click();
  await desk.locator("#found-services .gh-pick", { hasText: "Report a missed bin collection" }).click();
  await desk.getByLabel("Where should the bin have been emptied?").fill("3 Dyer Lane");
  await desk.getByLabel("Recycling (blue)").check();
  await desk.getByRole("button", { name: "Log it, there is something else" }).click();
  await desk.locator(".gh-logged .gh-reference").waitFor();
  await desk.getByRole("button", { name: "Finish", exact: true }).click();
  await desk.getByRole("heading", { name: "Call finished" }).waitFor();
});
