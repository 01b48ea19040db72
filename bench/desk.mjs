// node bench/desk.mjs: ten errands at the agent's desk, taken by keyboard alone in a real browser over a fresh demo borough,
// with keystrokes, screens and round trips counted; and how soon an open worklist shows a report. One JSON object per
// figure. bench/run desk calls it.

import { readFileSync } from "node:fs";
import { Browser } from "../journeys/lib/browser.mjs";
import { take_call } from "../journeys/lib/calls.mjs";
import { close_case, open_case_of } from "../journeys/lib/errands.mjs";
import { start_town } from "../journeys/lib/program.mjs";
import { time_to_worklist } from "./heard.mjs";

const errands = JSON.parse(readFileSync(new URL("../journeys/errands.json", import.meta.url)));
const method = "a scripted agent takes the call by keyboard alone, in Chromium, from any staff page to the finished call";
const conditions = "demo borough of 700 requests, 1280 px";
const units = {
  keystrokes: "keystrokes beyond the caller's own words",
  letters: "letters of the caller's own words",
  screens: "pages loaded",
  round_trips: "answers of the server that the hands wait for",
  lookups: "answers fetched while one types on",
  answers: "answers of the server in all, redirects and look-ups too, without style sheet, script and pictures",
};
const say = (name, value, unit, how = method) => console.log(JSON.stringify({ name, value, unit, method: how, conditions }));
const in_order = (all) => all.map(Math.round).sort((a, b) => a - b);

const town = await start_town({ requests: 700 });
const browser = await Browser.open();

/** What an errand leans on: a reference given in an earlier one, or a case that was closed meanwhile. */
async function prepare(errand, references) {
  if (errand.closed_before) {
    const officer = await browser.signed_in(town, "streets");
    await open_case_of(officer, town, references[errand.closed_before]);
    await close_case(officer, "We looked and found nothing there");
    await officer.context().close();
  }
  return errand.reference_of ? { ...errand, caller: references[errand.reference_of] } : errand;
}

try {
  const desk = await browser.signed_in(town, "agent", "/staff");
  const most = {};
  const references = {};
  for (const errand of errands) {
    const cost = await take_call(desk, await prepare(errand, references));
    references[errand.name] = cost.reference;
    for (const [figure, unit] of Object.entries(units)) {
      most[figure] = Math.max(most[figure] ?? 0, cost[figure]);
      say(`desk ${figure}: ${errand.name}`, cost[figure], unit);
    }
  }
  for (const [figure, unit] of Object.entries(units)) say(`desk ${figure}: most of ${errands.length} errands`, most[figure], unit);

  const times = await time_to_worklist(browser, town, 20);
  const heard = "a resident sends 20 reports in Chromium while a colleague's worklist is open in it; the row counts once it is painted";
  for (const [from, words] of [["from_thanks", "from the painted thanks"], ["from_send", "from pressing Send"]]) {
    const all = in_order(times.map((one) => one[from]));
    say(`desk worklist ${words}: median`, all[all.length >> 1], "ms", heard);
    say(`desk worklist ${words}: longest`, all.at(-1), "ms", heard);
  }
} finally {
  await browser.close();
  await town.stop();
}
