// node bench/desk.mjs: ten errands at the agent's desk, taken by keyboard alone in a real browser over a fresh demo borough,
// with keystrokes, screens and round trips counted. One JSON object per figure. bench/run desk calls it.

import { readFileSync } from "node:fs";
import { Browser } from "../journeys/lib/browser.mjs";
import { take_call } from "../journeys/lib/count.mjs";
import { start_town } from "../journeys/lib/program.mjs";

const errands = JSON.parse(readFileSync(new URL("../journeys/errands.json", import.meta.url)));
const method = "a scripted agent takes the call by keyboard alone, in Chromium, from any staff page to the finished call";
const units = {
  keystrokes: "keystrokes beyond the caller's own words",
  letters: "letters of the caller's own words",
  screens: "pages loaded",
  round_trips: "answers of the server that the hands wait for",
  lookups: "answers fetched while one types on",
};

const town = await start_town({ requests: 200 });
const browser = await Browser.open();
try {
  const desk = await browser.signed_in(town, "agent", "/staff");
  const most = {};
  for (const errand of errands) {
    const cost = await take_call(desk, errand);
    for (const [figure, unit] of Object.entries(units)) {
      most[figure] = Math.max(most[figure] ?? 0, cost[figure]);
      console.log(JSON.stringify({ name: `desk ${figure}: ${errand.name}`, value: cost[figure], unit, method, conditions: "demo borough, 1280 px" }));
    }
  }
  for (const [figure, unit] of Object.entries(units))
    console.log(JSON.stringify({ name: `desk ${figure}: most of ${errands.length} errands`, value: most[figure], unit, method, conditions: "demo borough, 1280 px" }));
} finally {
  await browser.close();
  await town.stop();
}
