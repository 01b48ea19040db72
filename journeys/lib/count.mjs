// What an errand costs whoever works at the desk: keystrokes beyond the caller's own words, screens, and how often they
// wait for the server.
//
//     const count = new Count(page);
//     await count.press("c");               // a keystroke
//     await count.words("Rosa Green");      // what the caller said, keyed as they say it
//     count.figures()                       // { keystrokes, words, screens, round_trips, lookups, keyed_twice }
//
// A round trip is an answer that the hands wait for: a page, a form sent, the questions of a service. What is fetched while
// one types on (results of a search field, keeping who is calling) is a look-up; it is counted beside them.

import assert from "node:assert/strict";

const is_lookup = (request) => {
  const address = new URL(request.url());
  return address.searchParams.has("find") || address.searchParams.has("said") || address.pathname === "/api/v1/addresses";
};

export class Count {
  constructor(page) {
    this.page = page;
    this.keystrokes = 0;
    this.letters = 0;
    this.screens = 0;
    this.round_trips = 0;
    this.lookups = 0;
    this.said = [];
    this.waiting = new Set();
    const frame = page.mainFrame();
    page.on("request", (request) => {
      if (request.frame() !== frame || request.redirectedFrom()) return;
      const navigates = request.isNavigationRequest();
      if (!navigates && request.resourceType() !== "fetch") return;
      this.waiting.add(request);
      if (navigates) this.screens++;
      if (navigates || (!is_lookup(request) && !request.url().endsWith("/person"))) this.round_trips++;
      else this.lookups++;
    });
    for (const end of ["requestfinished", "requestfailed"])
      page.on(end, (request) => {
        for (let one = request; one; one = one.redirectedFrom()) this.waiting.delete(one);
      });
  }

  async press(...keys) {
    for (const key of keys) {
      this.keystrokes++;
      await this.page.keyboard.press(key);
    }
  }

  async words(text) {
    assert.ok(!this.said.includes(text), `"${text}" was keyed twice`);
    this.said.push(text);
    this.letters += text.length;
    await this.page.keyboard.type(text);
  }

  /** Until nothing is on its way and the focus is where `selector` says. */
  async until_focus(selector) {
    await this.page.waitForFunction((wanted) => document.activeElement?.matches(wanted), selector);
  }

  figures() {
    return { keystrokes: this.keystrokes, letters: this.letters, screens: this.screens, round_trips: this.round_trips, lookups: this.lookups };
  }
}

/**
 * Takes a call by keyboard alone, from any staff page. `errand` is data: { caller, known, said, service, answers } where
 * answers are by question, choices by their label, and "location" is the place. Returns what it cost and the reference.
 */
export async function take_call(page, errand) {
  const count = new Count(page);
  await count.press("c");
  await page.waitForURL(/\/staff\/calls\/\d+/);
  await count.until_focus("#find");
  if (errand.caller) {
    await count.words(errand.caller);
    if (errand.known) await page.locator("#found-callers .gh-pick").first().waitFor();
    await count.press(...(errand.known ? ["ArrowDown", "Enter"] : ["Enter"]));
  } else await count.press("Enter");
  await count.until_focus("#said");
  await count.words(errand.said);
  await count.press("Enter");
  await page.getByRole("heading", { level: 2, name: errand.service }).waitFor();
  await count.until_focus("[data-step] *");
  const answered = await work_through(page, count, { ...errand.answers });
  for (const question of Object.keys(errand.answers)) assert.ok(answered.includes(question), `${question} was asked`);
  await count.press("Enter");
  await page.locator(".gh-finished").waitFor();
  return { ...count.figures(), reference: await page.locator(".gh-reference").first().textContent() };
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
