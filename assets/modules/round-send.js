// Sends what waits of whoever is signed in. The one-time number makes it one end of a task, however often it is sent and whoever else sends it:
// the page, another tab, the service worker. The form's token is fetched anew, and with it whose session it is.

import { change_answer, waiting_of } from "./round-store.js";

const known_for = 6 * 24 * 3600 * 1000; // the council's side knows a number for a week: after that, only a person sends it again
const most_turned_away = 3;

/** {csrf, for}; "signed-out"; nothing where there is no signal. */
export async function fetch_seal() {
  try {
    const answer = await fetch("/staff/round/seal", { headers: { Accept: "application/json" }, cache: "no-store", redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return "signed-out";
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Tries each once, oldest first. `person`: whose, where the caller knows; another's are not sent. Says "sent", "waiting", "signed-out" or, where
 * nothing waited, "".
 */
export function send_answers(person) {
  return navigator.locks.request("guildhall.round.sending", async () => {
    if (person && (await waiting_of(person)).length === 0) return "";
    const seal = await fetch_seal();
    if (!seal || seal === "signed-out") return seal ?? "waiting";
    if (person && seal.for !== person) return "signed-out"; // somebody else is in
    const waiting = (await waiting_of(seal.for)).sort((a, b) => a.at - b.at);
    for (const answer of waiting) await send(answer, seal.csrf);
    if (waiting.length === 0) return "";
    return (await waiting_of(seal.for)).length > 0 ? "waiting" : "sent";
  });
}

async function send(answer, csrf) {
  if (answer.tried && Date.now() - answer.tried > known_for) return refuse(answer, "old");
  try {
    if (!answer.tried) await change_answer(answer.operation, { tried: Date.now() });
    const address = `/staff/round/${answer.task}/${answer.action}`;
    await settle(answer, await fetch(address, { method: "POST", body: form_of(answer, csrf), headers: { Accept: "application/json" }, redirect: "manual" }));
  } catch {
    // no signal, or it went: it waits
  }
}

function form_of(answer, csrf) {
  const form = new FormData();
  for (const [name, value] of answer.fields) form.append(name, value);
  for (const photo of answer.photos) form.append("photo", photo, photo.name);
  form.append("csrf", csrf);
  form.append("operation", answer.operation);
  return form;
}

const refuse = (answer, why, problems = []) => change_answer(answer.operation, { state: "refused", why, problems });

async function settle(answer, response) {
  const is_json = response.headers.get("Content-Type")?.startsWith("application/json");
  const said = is_json ? await response.json() : {};
  if (response.ok && said.done) {
    const { operation, task, at } = answer;
    return change_answer(operation, { operation, for: answer.for, task, at, state: "sent", sent: Date.now(), action: answer.action, fields: [], photos: [], name: "", place: "" });
  }
  if (said.problems) return refuse(answer, response.status === 422 ? "problems" : "over", said.problems);
  if (response.status === 404) return refuse(answer, "gone");
  if (response.status === 413) return refuse(answer, "large");
  if (response.status === 403) {
    const turned_away = (answer.turned_away ?? 0) + 1;
    return turned_away < most_turned_away ? change_answer(answer.operation, { turned_away }) : refuse(answer, "wrong");
  }
  if (response.status >= 400 && response.status < 500 && ![401, 408, 429].includes(response.status)) return refuse(answer, "wrong");
}
