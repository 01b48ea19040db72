// Sends what waits. The one-time number makes it one report, however often it is sent and whoever else sends it: the answer may
// have been lost on its way. The form's token is fetched anew, since the old one may belong to a browser session long gone.

import { all_reports, change_report } from "./waiting-store.js";

const known_for = 6 * 24 * 3600 * 1000; // the council's side knows a number for a week: after that, only a person sends it again
const most_turned_away = 3;

/** Tries each once; true if some still wait. One page or worker at a time. */
export function send_waiting() {
  return navigator.locks.request("guildhall.sending", async () => {
    for (const report of await all_reports()) if (report.state === "waiting") await send(report);
    return (await all_reports()).some((report) => report.state === "waiting");
  });
}

async function send(report) {
  if (report.tried && Date.now() - report.tried > known_for) return change_report(report.operation, { state: "refused", why: "old" });
  const address = `/services/${encodeURIComponent(report.service)}/report`;
  try {
    const seal = await fetch(`${address}/seal`, { headers: { Accept: "application/json" }, cache: "no-store" });
    if (!seal.ok) return await settle(report, seal);
    const { csrf } = await seal.json();
    if (!report.tried) await change_report(report.operation, { tried: Date.now() });
    await settle(report, await fetch(address, { method: "POST", body: form_of(report, csrf), headers: { Accept: "application/json" } }));
  } catch {
    // no signal, or it went: it waits
  }
}

function form_of(report, csrf) {
  const form = new FormData();
  for (const [name, value] of report.fields) form.append(name, value);
  for (const photo of report.photos) form.append("new-photo", photo, photo.name);
  form.append("csrf", csrf);
  form.append("operation", report.operation);
  return form;
}

async function settle(report, answer) {
  const is_json = answer.headers.get("Content-Type")?.startsWith("application/json");
  const said = is_json ? await answer.json() : {};
  const refuse = (why) => change_report(report.operation, { state: "refused", why, problems: said.problems ?? [] });
  if (said.reference) {
    const { reference, address, code } = said;
    return change_report(report.operation, { state: "sent", reference, address, code, fields: [], photos: [], sent: Date.now() });
  }
  if (answer.status === 404) return refuse("gone");
  if (answer.status === 413) return refuse("large");
  if (answer.status === 403) {
    const turned_away = (report.turned_away ?? 0) + 1;
    return turned_away < most_turned_away ? change_report(report.operation, { turned_away }) : refuse("wrong");
  }
  if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) return refuse("wrong");
}
