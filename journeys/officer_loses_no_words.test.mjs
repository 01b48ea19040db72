// Whatever breaks (a session that ends, a line that is cut, the back button, two tabs), what was written is still there.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sign_in } from "./lib/browser.mjs";
import { expect_clean } from "./lib/clean.mjs";
import { open_case_of, report_missed_bin } from "./lib/errands.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

const words = "The lorry was out of order; the round is on Thursday now.";
let phone;
in_town({}, async () => {
  phone = await browser.phone();
});

async function writing_a_note(options = {}) {
  const reference = await report_missed_bin(phone, town);
  const desk = await browser.signed_in(town, "officer", "/staff/worklist", options);
  await open_case_of(desk, town, reference);
  await desk.getByText("Add a note").click();
  await desk.getByLabel("Note", { exact: true }).fill(words);
  return desk;
}

/** Ends the session from another place, as an administrator or an hour of silence would. */
async function end_session(desk) {
  const cookies = await desk.context().cookies();
  await desk.context().clearCookies({ name: "session" });
  return cookies.find((cookie) => cookie.name === "session");
}

for (const javaScriptEnabled of [true, false])
  test(`a session that ends in the middle of a note: signed in again, it is there and is sent once (${javaScriptEnabled ? "with" : "without"} script)`, async () => {
    const desk = await writing_a_note({ javaScriptEnabled });
    const page = new URL(desk.url()).pathname;
    await end_session(desk);
    await desk.getByRole("button", { name: "Save note" }).click();
    await desk.waitForURL(/sign-in/);
    if (javaScriptEnabled) await expect_clean(desk);
    await sign_in(desk, "officer");
    await desk.getByRole("heading", { name: "You were signed out before this was saved" }).waitFor();
    await desk.getByText(words).waitFor();
    if (javaScriptEnabled) await expect_clean(desk);
    await desk.getByRole("button", { name: "Send it now" }).click();
    await desk.waitForURL((url) => url.pathname === page);
    assert.equal(await desk.locator(".gh-timeline__text", { hasText: words }).count(), 1);
    if (javaScriptEnabled) assert.equal(await desk.getByLabel("Note", { exact: true }).inputValue(), "", "what was sent does not come back");
    await desk.goBack();
    await desk.goto(town.url + page);
    assert.equal(await desk.locator(".gh-timeline__text", { hasText: words }).count(), 1);
  });

test("signed in anew in another tab: the first tab's note is shown and sent", async () => {
  const desk = await writing_a_note();
  const other = await desk.context().newPage();
  await end_session(desk);
  await other.goto(`${town.url}/staff/sign-in`);
  await sign_in(other, "officer");
  await desk.getByRole("button", { name: "Save note" }).click();
  await desk.getByRole("button", { name: "Send it now" }).click();
  await desk.locator(".gh-timeline__text", { hasText: words }).waitFor();
});

test("a line that is cut and a page that is closed cost no words; once sent they do not come back", async () => {
  const desk = await writing_a_note();
  const page = desk.url();
  await desk.context().setOffline(true);
  await desk.getByRole("button", { name: "Save note" }).click();
  await desk.waitForURL(/chrome-error/);
  await desk.context().setOffline(false);
  await desk.goto(page);
  await desk.getByText("What you typed is still here.").waitFor();
  assert.equal(await desk.getByLabel("Note", { exact: true }).inputValue(), words);
  await expect_clean(desk);
  await desk.getByRole("button", { name: "Save note" }).click();
  await desk.locator(".gh-timeline__text", { hasText: words }).waitFor();
  await desk.goto(page);
  assert.equal(await desk.getByText("What you typed is still here.").count(), 0);
  assert.equal(await desk.getByLabel("Note", { exact: true }).inputValue(), "");
});

test("the back button brings the form back with its words, and sending it twice saves it once", async () => {
  const desk = await writing_a_note();
  await desk.getByRole("link", { name: "Worklist" }).first().click();
  await desk.waitForURL(/\/staff\/worklist/); // going back while it still loads would leave the case out
  await desk.goBack();
  assert.equal(await desk.getByLabel("Note", { exact: true }).inputValue(), words);
  await desk.getByRole("button", { name: "Save note" }).dblclick();
  await desk.locator(".gh-timeline__text", { hasText: words }).waitFor();
  await desk.reload();
  assert.equal(await desk.locator(".gh-timeline__text", { hasText: words }).count(), 1);
});

test("an error page in the place of the case costs no words: back on the case they are still there", async () => {
  const desk = await writing_a_note();
  const page = desk.url();
  await desk.route("**/notes", (route) => route.continue({ postData: route.request().postData().replace(/operation=[^&]*/, "operation=x") }));
  await desk.getByRole("button", { name: "Save note" }).click();
  await desk.locator("body[data-refused]").waitFor();
  await desk.unroute("**/notes");
  await desk.goto(page);
  await desk.getByText("What you typed is still here.").waitFor();
  assert.equal(await desk.getByLabel("Note", { exact: true }).inputValue(), words);
});

test("signing out forgets what was not sent", async () => {
  const desk = await writing_a_note();
  const page = desk.url();
  await desk.getByRole("button", { name: "Sign out" }).click();
  await desk.waitForURL(/sign-in/);
  assert.deepEqual(await desk.evaluate(() => Object.keys(sessionStorage)), []);
  await desk.goto(page);
});
