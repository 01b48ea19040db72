/**
 * The screen of a call. A form or link with `data-replaces` changes only the named parts of the page, and the focus goes on
 * to what the agent does next: from the caller to what they need, from there to the first question, and with nothing typed
 * to the end of the call. Who is calling is kept while the agent types on; what is sent meanwhile waits its turn. When the
 * line is lost, it says so and leaves everything as it stands.
 */
import { fetch_page, replace_parts } from "./parts.js";
import { focus_in, kept_fields, put_back } from "./typed.js";

export function call(element) {
  const voice = document.createElement("div");
  voice.setAttribute("role", "alert");
  element.before(voice);
  let before = Promise.resolve();

  async function change(parts, hands, address, options) {
    let answer;
    try {
      answer = await fetch_page(address, options);
    } catch {
      voice.textContent = element.dataset.lost;
      voice.className = "gh-notice";
      return;
    }
    if (answer.signed_out) return location.assign(answer.url);
    voice.textContent = "";
    voice.className = "";
    const errand = () => document.getElementById("errand");
    const typed = kept_fields(errand());
    const refocus = focus_in(errand());
    // Who it is changes nothing in the search for what they need, in which the agent types already.
    const searching = parts.includes("caller") && document.getElementById("said") && answer.page.getElementById("said");
    replace_parts(answer.page, searching ? "caller" : parts);
    if (parts.includes("caller")) put_back(errand(), typed);
    if (answer.ok) history.replaceState(null, "", answer.url);
    if (!answer.ok || !parts.includes("caller") || !refocus()) once_painted(() => moved_on(hands) || go_on(parts));
  }
  const in_turn = (parts, ...what) => {
    const hands = document.activeElement;
    before = before.then(() => change(parts, hands, ...what));
  };

  element.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.replaces || form.method !== "post") return;
    event.preventDefault();
    const fields = new URLSearchParams(new FormData(form));
    if (event.submitter?.name) fields.set(event.submitter.name, event.submitter.value);
    go_on("caller");
    in_turn(form.dataset.replaces, form.action, { method: "POST", body: fields });
  });
  element.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-replaces]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    in_turn(link.dataset.replaces, link.href, {});
  });
  element.addEventListener("gh-skip", (event) => {
    if (event.target.closest("#errand")) document.querySelector("#beside :is(input[type=radio]:checked, textarea)")?.focus();
    else go_on("caller");
  });
}

/** A screen reader knows nothing yet of what was only just put in: a focus on it would be silent. */
function once_painted(act) {
  requestAnimationFrame(() => requestAnimationFrame(act));
}

/** Whether the agent has gone to type elsewhere since: their hands are not taken from there. */
function moved_on(hands) {
  const now = document.activeElement;
  return now !== hands && now.matches("input, textarea, select");
}

/** Where the hands go next. */
function go_on(parts) {
  const wrong = document.querySelector(`#${parts.split(" ")[0]} .govuk-input--error`);
  const asked = document.querySelector("#errand [data-step] :is(input, textarea, select):not([type=hidden])");
  const finder = document.getElementById("said");
  (wrong ?? asked ?? finder ?? document.querySelector("#errand a, #errand button"))?.focus();
}
