// Photos of a report: made smaller here and sent as soon as they are chosen, one by one, while one reads on. What comes back is
// the page as it would be without script, and its part with the photos is put in the place of this one.

import { parse_page } from "./page-text.js";
import { replace_parts } from "./parts.js";
import { smaller } from "./smaller.js";

const queue = []; // chosen and not with the council yet; all of them stand in the field too, so that they go with the form
let sending = Promise.resolve();

const find = (what) => document.querySelector(`#photos ${what}`);

/** <div id="photos"><div data-module="gh-photos">: hidden tokens, small pictures, the field, and a line that says what happens. */
export function photos(part) {
  for (const button of part.querySelectorAll("[data-without-script]")) button.hidden = true;
  const field = part.querySelector("input[type=file]");
  field?.addEventListener("change", () => choose(field, part.dataset));
}

/** One lot after the other, also when more are chosen while some are on their way. */
function choose(field, words) {
  queue.push(...field.files);
  hold();
  sending = sending.then(() => send_all(words)).catch(console.warn);
}

/** What is not sent yet stands in the field that is there now. */
function hold() {
  const left = new DataTransfer();
  for (const file of queue) left.items.add(file);
  find("input[type=file]").files = left.files;
}

function say(words, values = {}) {
  find("[data-status]").textContent = words.replace(/{(\w+)}/g, (_, name) => values[name]);
}

async function send_all(words) {
  while (queue.length > 0) {
    const file = queue[0];
    say(words.shrinking, { name: file.name });
    const ready = await smaller(file);
    say(words.sending, { name: file.name, size: Math.ceil(ready.size / 1000) });
    const page = await send(ready);
    if (!page) return say(words.offline); // it stays in the field, and goes with the form
    queue.shift();
    replace_parts(page, "photos");
    if (find("input[type=file]")) hold();
    else queue.length = 0; // no more are taken
  }
  const wrong = find(".govuk-error-message");
  const last = find("li:last-child img");
  find("[data-status]").classList.toggle("govuk-visually-hidden", Boolean(wrong)); // to be heard: it can be seen at the field
  if (wrong) say(wrong.textContent);
  else if (last) say(words.added, { name: last.alt });
}

/** The form with this one file, as the button beside the field sends it; nothing when there is no signal. */
function send(file) {
  const field = find("input[type=file]");
  const bar = find("[data-status]").appendChild(document.createElement("progress"));
  bar.setAttribute("aria-hidden", "true"); // the words beside it are read out
  const form = new FormData(field.form);
  form.delete(field.name);
  form.append(field.name, file, file.name);
  form.set("go", "more-photos");
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", field.form.action);
    request.setRequestHeader("Accept", "text/html");
    request.upload.addEventListener("progress", (event) => (bar.value = event.loaded / event.total));
    request.addEventListener("load", () => {
      const page = parse_page(request.responseText);
      resolve(page.getElementById("photos") ? page : null);
    });
    request.addEventListener("error", () => resolve(null));
    request.send(form);
  });
}
