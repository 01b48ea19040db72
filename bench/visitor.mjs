// node bench/visitor.mjs: a first-time visitor on a slow line reports a missed bin, in a real browser at 360 px, with and without
// script. One JSON object per figure. bench/run visitor calls it.

import assert from "node:assert/strict";
import { Browser } from "../journeys/lib/browser.mjs";
import { string_line } from "../journeys/lib/line.mjs";
import { start_town } from "../journeys/lib/program.mjs";

const kilobits = 400;
const delay = 400; // ms
const seconds_a_letter = 0.33; // 36 words a minute, as people type on phones
const seconds_a_press = 1;
const place = "12 Canal Walk, GH3 0DA";
const email = "amina@resident.example";
const conditions = `360 px, ${kilobits} kbit/s each way, ${delay} ms delay, nothing cached, demo borough`;
const method = "Chromium over a line that is held back, its service worker too; bytes as they pass on it; waiting is from each press to the loaded page";

const town = await start_town({ requests: 700 });
const browser = await Browser.open();

async function report(scripted) {
  const line = await string_line(town.url, { bytes: (kilobits * 1000) / 8, delay });
  const page = await browser.phone({ javaScriptEnabled: scripted });
  const spent = { waiting: 0, letters: 0, presses: 0, screens: 0, required: 0 };
  const wait = async (act, heading) => {
    const from = performance.now();
    await act();
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    await page.waitForLoadState("load");
    spent.waiting += (performance.now() - from) / 1000;
  };
  const press = (button, heading) => {
    spent.presses++;
    return wait(() => button.click(), heading);
  };
  const on_screen = async (number) => {
    spent.screens++;
    if (number) await page.getByText(`Question ${number} of 4`).waitFor();
  };
  const type = async (label, text) => {
    spent.letters += text.length;
    await page.getByLabel(label).fill(text);
  };
  const go_on = (heading) => press(page.locator("main").getByRole("button", { name: "Continue" }), heading);

  await wait(() => page.goto(line.url), "What do you need to do?");
  const first_page = line.carried.down;
  const first_wait = spent.waiting;
  await press(page.getByRole("link", { name: "Report a missed bin collection" }), "Report a missed bin collection");
  await press(page.getByRole("button", { name: "Start now" }), "Where should the bin have been emptied?");
  await on_screen(1);
  await type("Where should the bin have been emptied?", place);
  spent.required++;
  await go_on(/^(Which (address|place) is it\?|Which bin was missed\?)$/);
  if (await page.getByLabel(/^None of these/).count()) {
    spent.screens++;
    spent.presses++;
    await page.getByLabel(/^None of these/).check();
    await go_on("Which bin was missed?");
  }
  await on_screen(2);
  await page.getByLabel("Recycling (blue)").check();
  spent.presses++;
  spent.required++;
  await go_on(/anything else/);
  await on_screen(3);
  await go_on("Your details");
  await on_screen(4);
  await type("Email address (optional)", email);
  await go_on("Check your answers");
  await on_screen();
  await press(page.getByRole("button", { name: "Send", exact: true }), "We have your report");
  const said = await page.textContent("main");
  assert.match(said, /Your reference is[^]*[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}[^]*by \w+ \d+ \w+/, "reference and date");
  await page.waitForTimeout(3000); // what the service worker still fetches
  const after_first = line.carried.down - first_page;
  await page.context().close();
  line.stop();
  return { ...spent, first_page, first_wait, after_first, typing: spent.letters * seconds_a_letter + spent.presses * seconds_a_press };
}

try {
  for (const scripted of [true, false]) {
    const cost = await report(scripted);
    const with_what = scripted ? "with script" : "without script";
    const say = (name, value, unit, how = method) => console.log(JSON.stringify({ name: `visitor ${name}, ${with_what}`, value, unit, method: how, conditions }));
    say("screens", cost.screens, "pages from the first question to Send");
    say("required answers", cost.required, "answers");
    say("first page", cost.first_page, "bytes");
    say("first page waited for", Number(cost.first_wait.toFixed(1)), "s");
    say("after the first page", cost.after_first, "bytes");
    say("waiting", Number(cost.waiting.toFixed(1)), "s, the first page's too");
    say("typing", Number(cost.typing.toFixed(1)), "s", `${cost.letters} letters at ${seconds_a_letter} s, ${cost.presses} presses at ${seconds_a_press} s`);
    say("waiting and typing", Number((cost.waiting + cost.typing).toFixed(1)), "s");
  }
} finally {
  await browser.close();
  await town.stop();
}
