// Calls taken at the desk by keyboard alone, from any staff page to the finished call. An errand is data:
//
//     { caller, known, asks: [{ said, service, answers }] }     requests; answers by question, choices by their label
//     { caller, known, said, article }                          a question that an article answers
//     { caller, known, earlier: { key, … } }                    something done with what they told us before
//
// Without `caller` they do not say who they are. Each says what it cost, and the reference where a request was made.

import { Count } from "./count.mjs";
import assert from "node:assert/strict";

export async function take_call(page, errand) {
  const count = new Count(page);
  await count.press("c");
  await page.waitForURL(/\/staff\/calls\/\d+/);
  await count.until_focus("#find");
  await say_who(page, count, errand);
  if (errand.asks) await make_requests(page, count, errand.asks);
  else {
    if (errand.article) await read_out(page, count, errand);
    if (errand.earlier) await do_with_earlier(page, count, errand.earlier);
    await finish(page, count, errand);
  }
  await page.locator(".gh-finished").waitFor();
  const reference = errand.asks ? await page.locator(".gh-reference").first().textContent() : "";
  return { ...count.figures(), reference };
}

async function say_who(page, count, { caller, known }) {
  if (caller) await count.words(caller);
  if (known) {
    await page.locator("#found-callers:not([aria-busy]) .gh-pick").first().waitFor();
    await count.press("ArrowDown");
  }
  await count.press("Enter");
  await count.until_focus("#said");
  if (known) await page.locator("#told").waitFor();
}

/** Says what is needed in the caller's words, and opens what is meant. */
async function find_meant(page, count, said, wanted) {
  await count.words(said);
  await page.locator("#found-services:not([aria-busy])").waitFor();
  const first = await page.locator("#found-services .gh-pick__name").first().textContent();
  if (first !== wanted) {
    await count.press("ArrowDown");
    await count.press_until("ArrowDown", wanted);
  }
  await count.press("Enter");
  await page.getByRole("heading", { level: 2, name: wanted }).waitFor();
}

async function make_requests(page, count, asks) {
  for (const [at, ask] of asks.entries()) {
    if (at > 0) await count.until_focus("#said");
    await find_meant(page, count, ask.said, ask.service);
    await count.until_focus("[data-step] *");
    const answered = await work_through(page, count, { ...ask.answers });
    for (const question of Object.keys(ask.answers)) assert.ok(answered.includes(question), `${question} was asked`);
    if (at + 1 < asks.length) await count.press("Tab");
    await count.press("Enter");
    await page.locator(".gh-logged > li").nth(at).waitFor();
  }
}

/** Answers step by step until the focus is on the button that logs it. */
async function work_through(page, count, answers) {
  const answered = [];
  for (let steps = 0; steps < 40; steps++) {
    const at = await page.evaluate(() => {
      const field = document.activeElement;
      const step = field.closest("[data-step]");
      const choices = Array.from(step?.querySelectorAll("input[type=radio]") ?? [], (radio) => radio.labels[0]?.textContent.trim());
      return { name: field.name, type: field.type, value: field.value, choices };
    });
    if (at.type === "submit") return answered;
    const answer = answers[at.name];
    answered.push(at.name);
    if (at.type === "radio" && answer) {
      const number = at.choices.findIndex((label) => label.startsWith(answer)) + 1;
      assert.ok(number > 0, `${answer} is one of ${at.choices}`);
      await count.press(String(number));
    } else {
      if (answer && answer !== at.value) await count.words(answer);
      await count.press("Enter");
    }
  }
  throw new Error("the script does not end");
}

async function read_out(page, count, { said, article }) {
  await find_meant(page, count, said, article);
  await page.locator("#errand .gh-prose").first().waitFor();
  await count.until_focus("#errand a");
}

/** Opens the newest of what they told us, does something there by its key, and comes back to the call. */
async function do_with_earlier(page, count, { key, team, reason, words }) {
  await count.press("ArrowUp", "Enter");
  await page.waitForURL(/\/staff\/cases\/\d+/);
  await count.press(key);
  if (team) {
    await count.until_focus("#team");
    await count.press(...team.slice(0, 3));
    await count.press_until("Tab", "text");
  }
  if (reason) {
    await count.press_until("ArrowDown", reason);
    await count.press("Space");
    await count.press_until("Tab", "text");
  }
  await count.until_focus("textarea");
  await count.words(words);
  await count.press("Tab", "Enter");
  await page.locator("#errand p[role=status]").waitFor();
}

/** Nothing more: on to the end of the call, which Enter sends. With an article open, no field has the focus, and f does it. */
async function finish(page, count, { article, outcome }) {
  if (article) return count.press("f");
  await count.until_focus("#said");
  await count.press("Enter");
  await count.until_focus("#beside [type=radio]");
  if (outcome) await count.press_until("ArrowDown", outcome);
  await count.press("Enter");
}
