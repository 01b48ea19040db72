// How long after a resident's thanks the team's open worklist shows their report: both pages open in a real browser.

import { answer_missed_bin } from "../journeys/lib/errands.mjs";

/** For each of `reports`: milliseconds until the row is painted, counted from pressing Send and from the painted thanks. */
export async function time_to_worklist(browser, town, reports) {
  const desk = await browser.signed_in(town, "leader", "/staff/worklist");
  await desk.evaluate(watch_rows);
  const phone = await browser.phone();
  const times = [];
  for (let report = 0; report < reports; report++) {
    await phone.goto(`${town.url}/services/missed-bin/report`);
    await answer_missed_bin(phone, { place: `${report + 1} Watched Row` });
    const sent = await phone.evaluate(press_send);
    await phone.locator(".govuk-panel strong").waitFor();
    const reference = await phone.locator(".govuk-panel strong").textContent();
    const thanked = await phone.evaluate(first_paint);
    const shown = await (await desk.waitForFunction((wanted) => window.rows_shown.get(wanted), reference)).jsonValue();
    times.push({ from_send: shown - sent, from_thanks: Math.max(0, shown - thanked) });
  }
  return times;
}

/** Notes when each row was first painted, by its reference. Runs in the page. */
function watch_rows() {
  window.rows_shown = new Map();
  const reference = /[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}/;
  const note = (now) => {
    for (const row of document.querySelectorAll("tbody tr")) {
      const found = reference.exec(row.textContent)?.[0];
      if (found && !window.rows_shown.has(found)) window.rows_shown.set(found, performance.timeOrigin + now);
    }
  };
  const after_paint = () => requestAnimationFrame(() => setTimeout(() => note(performance.now())));
  new MutationObserver(after_paint).observe(document.body, { childList: true, subtree: true });
}

/** The time at which Send was pressed. Runs in the page. */
function press_send() {
  const now = performance.timeOrigin + performance.now();
  setTimeout(() => [...document.querySelectorAll("main button")].find((button) => button.textContent.trim() === "Send").click());
  return now;
}

/** When this page was first painted. Runs in the page. */
async function first_paint() {
  const paint = await new Promise((found) => new PerformanceObserver((list) => found(list.getEntries()[0])).observe({ type: "paint", buffered: true }));
  return performance.timeOrigin + paint.startTime;
}
