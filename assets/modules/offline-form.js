// The whole form of a service on one page, for when there is no signal. Nothing is kept before its button is pressed.

import { new_operation } from "./kept-store.js";
import { all_reports, forget_report, keep_report } from "./waiting-store.js";
import { begin_waiting } from "./waiting-watch.js";
import { smaller } from "./smaller.js";

const not_answers = ["at", "go", "from", "csrf", "operation"];

/** What was being sent when the signal went, or what was refused and is to be changed. */
async function brought() {
  const carried = document.getElementById("carried");
  if (carried) {
    const { path, fields, files } = JSON.parse(carried.textContent);
    const operation = fields.find(([name]) => name === "operation")?.[1];
    return { operation, fields: fields.filter(([name]) => name !== "operation"), photos: files ? await files_from_worker() : [], was_sent: path.endsWith("/report") };
  }
  const old = (await all_reports()).find((report) => report.operation === location.hash.slice(1) && report.state === "refused");
  if (!old) return { fields: [], photos: [] };
  const lost_photos = old.problems?.some(({ field }) => field === "new-photo"); // those sent before are too old by now
  return { fields: old.fields.filter(([name]) => !(lost_photos && name === "kept-photo")), photos: old.photos, instead_of: old.operation };
}

function files_from_worker() {
  return new Promise((resolve) => {
    const line = new MessageChannel();
    line.port1.onmessage = (event) => resolve(event.data);
    navigator.serviceWorker.ready.then(({ active }) => active.postMessage({ asks: "files" }, [line.port2]));
    setTimeout(() => resolve([]), 3000);
  });
}

/** Boxes bear one name: that with this value is ticked. */
function tick(found, value) {
  const boxes = (found.closest ? [found] : Array.from(found)).filter((one) => one.type === "checkbox");
  for (const box of boxes) if (box.value === value) box.checked = true;
  return boxes.length > 0;
}

function fill(form, fields) {
  const left = [];
  for (const [name, value] of fields) {
    const found = form.elements[name];
    if (!found) left.push([name, value]);
    else if (!tick(found, value) && found.type !== "file") found.value = value;
  }
  return left.filter(([name]) => !not_answers.includes(name));
}

/** An answer that ends the form says so at once, beside its question. */
function stop_in(form) {
  const answers = new FormData(form);
  const stops = Array.from(form.querySelectorAll("[data-stops]"));
  for (const stop of stops) stop.hidden = !answers.getAll(stop.dataset.question).some((answer) => `${stop.dataset.question}=${answer}` === stop.dataset.stops);
  return stops.find((stop) => !stop.hidden);
}

/** What the server would say later. */
function missing_in(form) {
  const answers = new FormData(form);
  const all = Array.from(form.querySelectorAll("[data-missing]"));
  for (const missing of all) missing.hidden = Boolean((answers.get(missing.dataset.question) ?? "").trim());
  return all.find((missing) => !missing.hidden);
}

/** Each message stands with its question. */
function place_messages(form) {
  for (const message of form.querySelectorAll("[data-stops], [data-missing]")) {
    const question = (message.dataset.stops ?? message.dataset.missing).split("=")[0];
    message.dataset.question = question;
    const field = form.elements[question];
    (field?.closest ? field : field?.[0])?.closest(".govuk-form-group")?.append(message);
  }
}

export async function offline_form(form) {
  const photos_field = form.querySelector("input[type=file]");
  const from = await brought();
  const extra = fill(form, from.fields);
  place_messages(form);
  if (photos_field && from.photos.length > 0) {
    const all = new DataTransfer();
    for (const photo of from.photos) all.items.add(photo);
    photos_field.files = all.files;
  }
  const untouched = () => JSON.stringify([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  const before = untouched();
  form.querySelector("[data-only-with-script]").hidden = false;
  form.addEventListener("change", () => stop_in(form));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wrong = stop_in(form) ?? missing_in(form);
    if (wrong) return show(wrong);
    const typed = [...new FormData(form)].filter(([, value]) => typeof value === "string" && value !== "");
    const as_sent = from.was_sent && untouched() === before; // to the letter, so that it is known again if it arrived
    const chosen = photos_field ? Array.from(photos_field.files).slice(0, Number(form.dataset.photos) - extra.filter(([name]) => name === "kept-photo").length) : [];
    try {
      await keep_report({
        operation: from.operation ?? new_operation(),
        service: form.dataset.service,
        name: form.dataset.name,
        fields: as_sent ? from.fields : [...typed, ...extra],
        photos: as_sent ? from.photos : await Promise.all(chosen.map(smaller)),
        at: Date.now(),
        tried: from.was_sent ? Date.now() : undefined,
        state: "waiting",
      });
      if (from.instead_of) await forget_report(from.instead_of);
      await begin_waiting(JSON.parse(form.dataset.words));
    } catch (problem) {
      console.warn(problem);
      return show(form.querySelector("[data-cannot]"));
    }
    location.assign("/waiting");
  });
}

function show(message) {
  message.hidden = false;
  message.tabIndex = -1;
  message.focus();
}
