// The form of a stop, copied from its template: the same questions as on the task's page. The council's side checks the answers; here only what
// must be answered at all.

import { new_operation } from "./kept-store.js";
import { start_modules } from "./start.js";
import { smaller } from "./smaller.js";

/** Several copies stand on one page: ids and what points to them get the task's number in front. */
function name_apart(form, task) {
  const prefix = `t${task}-`;
  for (const one of form.querySelectorAll("[id]")) one.id = prefix + one.id;
  for (const name of ["for", "aria-describedby", "aria-controls"])
    for (const one of form.querySelectorAll(`[${name}]`)) one.setAttribute(name, one.getAttribute(name).replace(/\S+/g, (id) => prefix + id));
}

/** Each message stands with its question, above what is to be filled in. */
function place_messages(form) {
  for (const message of form.querySelectorAll("[data-missing]")) {
    const field = form.elements[message.dataset.missing];
    const first = field?.closest ? field : field?.[0];
    first?.closest(".govuk-form-group")?.querySelector(".govuk-radios, .govuk-input, .govuk-textarea")?.before(message);
  }
  const photos = form.elements.photo;
  photos?.before(form.querySelector("[data-too-many]"));
}

function wrong_in(form) {
  const answers = new FormData(form);
  const wrong = [];
  const judge = (message, is_wrong) => {
    message.hidden = !is_wrong;
    message.closest(".govuk-form-group")?.classList.toggle("govuk-form-group--error", is_wrong);
    if (is_wrong) wrong.push(message);
  };
  for (const message of form.querySelectorAll("[data-missing]")) judge(message, !(answers.get(message.dataset.missing) ?? "").trim());
  judge(form.querySelector("[data-too-many]"), form.elements.photo.files.length > Number(form.elements.photo.dataset.most));
  return wrong[0];
}

function show(message) {
  message.hidden = false;
  message.tabIndex = -1;
  message.focus();
}

function fill(form, { fields, photos }) {
  for (const [name, value] of fields) {
    const found = form.elements[name];
    const boxes = found ? (found.closest ? [found] : Array.from(found)).filter((one) => one.type === "checkbox") : [];
    for (const box of boxes) if (box.value === value) box.checked = true;
    if (found && boxes.length === 0) found.value = value;
  }
  if (photos.length === 0) return;
  const all = new DataTransfer();
  for (const photo of photos) all.items.add(photo);
  form.elements.photo.files = all.files;
}

/** What the form says, as it is kept. */
async function answer_of(form, item, person) {
  const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string" && value !== "");
  const { task, name, place } = item.dataset;
  const photos = await Promise.all(Array.from(form.elements.photo.files, smaller));
  return { operation: new_operation(), for: person, task, action: form.dataset.action, name, place, fields, photos, at: Date.now(), state: "waiting" };
}

/**
 * Opens the form called `name` at a stop. `before`: an answer that was refused, to begin with. `keep(answer)` is to keep it; the form says so where
 * it cannot. `closed()` is told when the form is gone.
 */
export function open_form(page, item, name, { person, before, keep, closed }) {
  const template = page.querySelector(`template[data-form-of="${CSS.escape(name)}"]`);
  const form = document.importNode(template.content, true).querySelector("form");
  const reasons = item.querySelector("[data-cannot]")?.dataset.cannot.split(" ") ?? [];
  for (const radio of form.querySelectorAll("input[name=why]")) if (!reasons.includes(radio.value)) radio.closest(".govuk-radios__item").remove();
  name_apart(form, item.dataset.task);
  const buttons = item.querySelector(".gh-round__buttons");
  buttons.hidden = true;
  buttons.after(form);
  place_messages(form);
  start_modules(form);
  if (before) fill(form, before);
  const close = () => {
    form.remove();
    buttons.hidden = false;
    closed();
  };
  form.querySelector("[data-cancel]").addEventListener("click", () => {
    close();
    buttons.querySelector("a").focus();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wrong = wrong_in(form);
    if (wrong) return show(wrong);
    const press = form.querySelector("button:not([type=button])");
    press.disabled = true; // a second press while photos are made smaller
    try {
      await keep(await answer_of(form, item, person), before);
      close();
      item.focus();
    } catch (problem) {
      console.warn(problem);
      press.disabled = false;
      show(form.querySelector("[data-cannot-keep]"));
    }
  });
  form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  return form;
}
