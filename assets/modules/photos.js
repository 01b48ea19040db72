// Photos of a report: made smaller here and sent as soon as they are chosen, one by one, while one reads on. What comes back is
// the page as it would be without script, and its part with the photos is put in the place of this one.

import { replace_parts } from "./parts.js";
import { smaller } from "./smaller.js";

/** <div id="photos"><div data-module="gh-photos">: hidden tokens, small pictures, the field, and a line that says what happens. */
export function photos(part) {
  for (const button of part.querySelectorAll("[data-without-script]")) button.hidden = true;
  const field = part.querySelector("input[type=file]");
  field?.addEventListener("change", () => send_all(part, field));
}

async function send_all(part, field) {
  const chosen = Array.from(field.files);
  for (const [at, file] of chosen.entries()) {
    const now = document.querySelector("#photos [data-module]");
    const say = (words, values) => {
      const line = document.querySelector("#photos [data-status]");
      line.textContent = words.replace(/{(\w+)}/g, (_, name) => values[name]);
    };
    say(part.dataset.shrinking, { name: file.name });
    const ready = await smaller(file);
    const all = Math.ceil(ready.size / 1000);
    const page = await send(now.querySelector("input[type=file]"), ready, (done) => say(part.dataset.sending, { name: file.name, done: Math.min(all, Math.ceil(done / 1000)), all }));
    if (!page) return keep(chosen.slice(at), say, part);
    replace_parts(page, "photos");
    if (!document.querySelector("#photos input[type=file]")) break;
  }
  const after = document.querySelector("#photos .govuk-error-message, #photos li:last-child img");
  document.querySelector("#photos [data-status]").textContent = after?.alt ?? after?.textContent ?? "";
}

/** The form with this one file, as the button beside the field sends it; nothing when there is no signal. */
function send(field, file, tell) {
  if (!field) return null;
  const form = new FormData(field.form);
  form.delete(field.name);
  form.append(field.name, file, file.name);
  form.set("go", "more-photos");
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", field.form.action);
    request.responseType = "document";
    request.upload.addEventListener("progress", (event) => tell(event.loaded));
    request.addEventListener("load", () => resolve(request.response?.getElementById("photos") ? request.response : null));
    request.addEventListener("error", () => resolve(null));
    request.send(form);
  });
}

/** What could not be sent now stays in the field, and goes with the form. */
function keep(files, say, part) {
  const left = new DataTransfer();
  for (const file of files) left.items.add(file);
  const field = document.querySelector("#photos input[type=file]");
  if (field) field.files = left.files;
  say(part.dataset.offline, {});
}
