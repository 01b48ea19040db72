// What an errand costs whoever works at the desk: keystrokes beyond the caller's own words, screens, and how often they
// wait for the server.
//
//     const count = new Count(page);
//     await count.press("c");               // a keystroke
//     await count.words("Rosa Green");      // what the caller said, keyed as they say it
//     count.figures()                       // { keystrokes, letters, screens, round_trips, lookups, answers }
//
// A round trip is an answer that the hands wait for: a page, a form sent, the questions of a service. Not one are what is
// found while one types, and keeping who is calling, during which the focus has gone on already (the journey
// agent_one_screen holds that answer back to see it); both are counted as look-ups. `answers` is everything the server
// was asked for by page or script, redirects too, without style sheet, script and pictures.

import assert from "node:assert/strict";

function is_lookup(request) {
  const address = new URL(request.url());
  const finds = address.searchParams.has("find") || address.searchParams.has("said") || address.pathname === "/api/v1/addresses";
  return finds || address.pathname.endsWith("/person");
}

export class Count {
  constructor(page) {
    this.page = page;
    this.keystrokes = 0;
    this.letters = 0;
    this.screens = 0;
    this.round_trips = 0;
    this.lookups = 0;
    this.answers = 0;
    this.said = [];
    this.hear = (request) => this.note(request);
    page.on("request", this.hear);
  }

  note(request) {
    const navigates = request.isNavigationRequest();
    if (request.frame() !== this.page.mainFrame() || (!navigates && request.resourceType() !== "fetch")) return;
    this.answers++;
    if (request.redirectedFrom()) return;
    if (navigates) this.screens++;
    if (is_lookup(request)) this.lookups++;
    else this.round_trips++;
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

  async until_focus(selector) {
    await this.page.waitForFunction((wanted) => document.activeElement?.matches(wanted), selector);
  }

  /** Presses a key until the focus is on something with these words or this name. */
  async press_until(key, wanted) {
    for (let presses = 0; presses < 40; presses++) {
      const here = await this.page.evaluate(() => [document.activeElement.name, document.activeElement.textContent.trim(), document.activeElement.labels?.[0]?.textContent.trim()]);
      if (here.some((words) => words && (words === wanted || words.startsWith(wanted)))) return;
      await this.press(key);
    }
    assert.fail(`${key} never led to ${wanted}`);
  }

  figures() {
    this.page.off("request", this.hear);
    const { keystrokes, letters, screens, round_trips, lookups, answers } = this;
    return { keystrokes, letters, screens, round_trips, lookups, answers };
  }
}
