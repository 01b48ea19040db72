// The borough in which the tests of one journey take place, and the browser in front of it.
//
//     import { browser, in_town, town } from "./lib/town.mjs";
//     in_town({ requests: 5 });                 // as start_town has it
//
// Both are there when the first test begins and gone after the last.

import { after, before } from "node:test";
import { Browser } from "./browser.mjs";
import { start_town } from "./program.mjs";

export let town;
export let browser;

/** `furnish`: what else is to be there before the first test. It may give back how to clear that up, between the browser and the town. */
export function in_town(settings, furnish = async () => {}) {
  let clear_up;
  before(async () => {
    town = await start_town(settings);
    browser = await Browser.open();
    clear_up = await furnish();
  });
  after(async () => {
    await browser?.close();
    await clear_up?.();
    await town?.stop();
  });
}
