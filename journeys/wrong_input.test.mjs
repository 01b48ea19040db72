// Forms filled in wrongly, sent twice, sent late, and sent by two people at once.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sign_in } from "./lib/browser.mjs";
import { expect_clean } from "./lib/clean.mjs";
import { answer_missed_bin, close_case, expect_question, go_on, open_case_of, report_missed_bin, say_where, send_and_read_reference } from "./lib/errands.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

in_town();

async function cases_at(place) {
  const desk = await browser.signed_in(town, "leader", `/staff/search?q=${encodeURIComponent(place)}`);
  const count = await desk.locator("tbody tr").count();
  await desk.context().close();
  return count;
}

for (const script of [true, false]) {
  test(`what is wrong is said on its page, and what was typed is kept, ${script ? "with" : "without"} script`, async () => {
    const page = await browser.phone({ javaScriptEnabled: script });
    const expect_wrong = async (message) => {
      await page.getByRole("alert").waitFor();
      assert.match(await page.title(), /^Error: /);
      assert.deepEqual(await page.getByRole("alert").getByRole("link").allTextContents(), [message]);
      if (!script) return;
      assert.ok(await page.evaluate(() => document.activeElement.classList.contains("govuk-error-summary")), "the summary has the focus");
      await expect_clean(page);
    };
    const press = (name) => page.locator("main").getByRole("button", { name, exact: true }).click();
    await page.goto(`${town.url}/services/missed-bin/report`);
    await press("Continue");
    await expect_wrong("Enter the address where the bin should have been emptied");
    await page.getByLabel("Where should the bin have been emptied?").fill(`By the ${script ? "elm" : "oak"}`);
    await say_where(page, "Which bin was missed?");
    await press("Continue");
    await expect_wrong("Select which bin was missed");
    await page.getByRole("alert").getByRole("link").click();
    if (script) assert.equal(await page.evaluate(() => document.activeElement.type), "radio");
    await page.getByLabel("Recycling (blue)").check();
    await press("Continue");
    await go_on(page, "Your details");
    await page.getByLabel("Full name (optional)").fill('George "Geo" Green & Söhne');
    await page.getByLabel("Email address (optional)").fill("george at home");
    await press("Continue");
    await expect_wrong("Enter an email address in the correct format, like name@example.com");
    assert.equal(await page.getByLabel("Full name (optional)").inputValue(), 'George "Geo" Green & Söhne');
    assert.equal(await page.getByLabel("Email address (optional)").inputValue(), "george at home");
    await page.getByLabel("Email address (optional)").fill("");
    await go_on(page, "Check your answers");
    assert.match(await page.textContent("main"), /George "Geo" Green & Söhne/);
    await send_and_read_reference(page);
  });
}

test("a form sent twice is one case: by a double click, by the back button and from a second tab", async () => {
  const page = await browser.phone();
  await page.goto(`${town.url}/services/missed-bin/report`);
  await answer_missed_bin(page, { place: "77 Twice Street" });
  const fields = await page.locator("form#report input[type=hidden]").evaluateAll((all) => all.map((one) => [one.name, one.value]));
  await page.getByRole("button", { name: "Send", exact: true }).dblclick();
  await page.waitForURL(/\/sent$/);
  const first = page.url();
  await page.goBack();
  await expect_question(page, "Check your answers");
  assert.match(await page.textContent("main"), /77 Twice Street/);
  await send_and_read_reference(page);
  assert.equal(page.url(), first, "the thanks are for the same request");
  const answer = await page.request.post(`${town.url}/services/missed-bin/report?send`, { form: Object.fromEntries(fields), maxRedirects: 0, headers: { Origin: town.url } });
  assert.ok(first.endsWith(answer.headers().location), "the other tab is thanked for the same request");
  assert.equal(await cases_at("77 Twice Street"), 1);
});

test("the back button of the browser leads through the questions, each as it was answered", async () => {
  const page = await browser.phone();
  await page.goto(`${town.url}/services/missed-bin/report`);
  await answer_missed_bin(page, { place: "8 Backward Lane", name: "Nia Back" });
  for (const heading of ["Your details", "Is there anything else we should know? (optional)", "Which bin was missed?", "Where should the bin have been emptied?"]) {
    await page.goBack();
    await expect_question(page, heading);
  }
  assert.equal(await page.getByLabel("Where should the bin have been emptied?").inputValue(), "8 Backward Lane");
  await page.goForward();
  await expect_question(page, "Which bin was missed?");
});

test("a session that ends while a resident types loses nothing", async () => {
  const page = await browser.phone();
  await page.goto(`${town.url}/services/missed-bin/report`);
  await answer_missed_bin(page, { place: "9 Long Pause", details: "A long story that took a while." });
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.getByRole("alert").getByText("Nothing is lost").waitFor();
  await expect_clean(page);
  assert.match(await page.textContent("main"), /A long story that took a while\./);
  assert.equal(await cases_at("9 Long Pause"), 0);
  await send_and_read_reference(page);
  assert.equal(await cases_at("9 Long Pause"), 1);
});

test("the same post, repeated by a machine, is one case", async () => {
  const page = await browser.desk();
  await page.goto(`${town.url}/services/missed-bin/report`);
  const fields = await page.locator("form input[type=hidden]").evaluateAll((all) => all.map((one) => [one.name, one.value]));
  const form = { ...Object.fromEntries(fields), location: "5 Repeat Row", bin: "general" };
  const post = () => page.request.post(`${town.url}/services/missed-bin/report`, { form, maxRedirects: 0, headers: { Origin: town.url } });
  const answers = await Promise.all([post(), post(), post(), post()]);
  const places = answers.map((answer) => `${answer.status()} ${answer.headers().location}`);
  assert.equal(new Set(places).size, 1, places.join("\n"));
  assert.match(places[0], /^303 .*\/sent$/);
  assert.equal(await cases_at("5 Repeat Row"), 1);
});

test("going back and sending other words is a second request only when it is meant", async () => {
  const page = await browser.phone();
  await page.goto(`${town.url}/services/missed-bin/report`);
  await answer_missed_bin(page, { place: "1 First Thought" });
  await send_and_read_reference(page);
  await page.goBack();
  await page.getByRole("button", { name: "Change Where should the bin have been emptied?" }).click();
  await page.getByLabel("Where should the bin have been emptied?").fill("2 Second Thought");
  await go_on(page, "Check your answers");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.getByRole("alert").getByText("You have sent this already").waitFor();
  assert.match(await page.textContent("main"), /2 Second Thought/);
  await expect_clean(page);
  assert.equal(await cases_at("2 Second Thought"), 0);
  await send_and_read_reference(page);
  assert.equal(await cases_at("1 First Thought"), 1);
  assert.equal(await cases_at("2 Second Thought"), 1);
});

test("a session that ended in the middle of a form: nothing is written for somebody unknown, and signing in leads to the words", async () => {
  const reference = await report_missed_bin(await browser.phone(), town);
  const desk = await browser.signed_in(town, "officer");
  await open_case_of(desk, town, reference);
  const address = new URL(desk.url()).pathname;
  await desk.getByText("Add a note").click();
  await desk.getByLabel("Note", { exact: true }).fill("A long note that took a while.");
  await desk.context().clearCookies();
  await desk.getByRole("button", { name: "Save note" }).click();
  await desk.waitForURL(/sign-in/);
  await expect_clean(desk);
  await sign_in(desk, "officer");
  assert.match(new URL(desk.url()).pathname, /^\/staff\/kept\/\d+$/, "the words are kept for who wrote them");
  await desk.goto(town.url + address);
  assert.equal(await desk.getByText("A long note that took a while.").count(), 0, "nothing was written for somebody unknown");
});

test("of two officers who close one case, the second sees what happened and keeps the words", async () => {
  const reference = await report_missed_bin(await browser.phone(), town, { email: "ines@resident.example" });
  const first = await browser.signed_in(town, "officer");
  const second = await browser.signed_in(town, "leader");
  await open_case_of(first, town, reference);
  await open_case_of(second, town, reference);
  await close_case(first, "The bin has been emptied");
  await second.getByLabel("Nothing more to be done").check();
  await second.getByLabel("Note (optional)").fill("The neighbour had moved it.");
  await second.getByRole("button", { name: "Close the case" }).click();
  await second.getByRole("alert").getByText(/Somebody else changed this case/).waitFor();
  assert.match(await second.textContent("main"), /The bin has been emptied/);
  assert.equal(await second.getByLabel("Note", { exact: true }).inputValue(), "The neighbour had moved it.");
  await expect_clean(second);
  await second.getByRole("button", { name: "Save note" }).click();
  await second.locator(".gh-timeline", { hasText: "The neighbour had moved it." }).waitFor();
  await town.letters.wait_for("ines@resident.example", 2);
  assert.equal(town.letters.to("ines@resident.example").length, 2, "one acknowledgement and one outcome");
});

test("a wrong password is told, and says no more than it must", async () => {
  const page = await browser.desk();
  await page.goto(`${town.url}/staff/sign-in`);
  for (const email of ["officer@guildhall.example", "nobody@guildhall.example"]) {
    await page.getByLabel("Email address").fill(email);
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").getByText("The email address or password is wrong.").waitFor();
    assert.equal(await page.getByLabel("Email address").inputValue(), email);
  }
  await expect_clean(page);
});
