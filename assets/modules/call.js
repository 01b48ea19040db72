/**
 * The screen of a call. A form or link with `data-replaces` changes only the named parts of the page, and the focus goes on
 * to what the agent does next: from the caller to what they need, and from there to the first question. When the line is
 * lost, it says so and leaves everything as it stands.
 */
import { fetch_page, replace_parts } from "./parts.js";
import { kept_fields, put_back } from "./typed.js";

export function call(element) {
  const voice = document.createElement("div");
  voice.setAttribute("role", "alert");
  element.before(voice);

  async function change(parts, address, options) {
    const typed = kept_fields(document.getElementById("errand"));
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
    replace_parts(answer.page, parts);
    if (parts.includes("caller")) put_back(document.getElementById("errand"), typed);
    if (answer.ok) history.replaceState(null, "", answer.url);
    go_on(parts);
  }

  element.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.replaces || form.method !== "post") return;
    event.preventDefault();
    const fields = new URLSearchParams(new FormData(form));
    if (event.submitter?.name) fields.set(event.submitter.name, event.submitter.value);
    change(form.dataset.replaces, form.action, { method: "POST", body: fields });
  });
  element.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-replaces]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    change(link.dataset.replaces, link.href, {});
  });
  element.addEventListener("gh-skip", () => go_on("caller"));
}

/** Where the hands go next. */
function go_on(parts) {
  const wrong = document.querySelector(`#${parts.split(" ")[0]} .govuk-input--error`);
  const asked = document.querySelector("#errand [data-step] :is(input, textarea, select):not([type=hidden])");
  const finder = document.getElementById("said");
  (wrong ?? asked ?? finder ?? document.querySelector("#errand a, #errand button"))?.focus();
}
