// "Reports waiting to be sent": each with its state, what to do, and a way to delete it; and the forms that open without a signal.

import { parse_page } from "./page-text.js";
import { all_reports, change_report, forget_report, waiting_channel } from "./waiting-store.js";
import { nothing_left, watch } from "./waiting-watch.js";

const fill = (words, values) => words.replace(/{(\w+)}/g, (_, name) => values[name] ?? "");

function put(parent, name, text, classes = "") {
  const made = document.createElement(name);
  made.className = classes;
  made.textContent = text;
  parent.append(made);
  return made;
}

function button(row, text, press) {
  const made = put(row, "button", text, "gh-link-button");
  made.type = "button";
  made.addEventListener("click", press);
}

export function waiting_list(list) {
  const words = JSON.parse(list.dataset.words);
  const shown_time = (at) => new Date(at).toLocaleString(document.documentElement.lang === "cy" ? "cy" : "en-GB", { dateStyle: "medium", timeStyle: "short" });

  function put_state(item, report) {
    if (report.state === "sent") {
      put(item, "p", fill(words.sent_text, { reference: report.reference }), "govuk-body");
      if (report.code) put(item, "p", fill(words.code, { code: report.code }), "govuk-body");
      const link = put(put(item, "p", "", "govuk-body"), "a", words.follow, "govuk-link");
      link.href = report.address;
    } else if (report.state === "refused") {
      put(item, "p", words[`why_${report.why}`] ?? words.why_wrong, "govuk-body");
      const problems = put(item, "ul", "", "govuk-list govuk-list--bullet");
      for (const { message } of report.problems ?? []) put(problems, "li", message);
      if (problems.childElementCount === 0) problems.remove();
    } else {
      put(item, "p", navigator.onLine ? words.waiting_text : words.no_signal_text, "govuk-body");
    }
  }

  function put_buttons(item, report) {
    const row = put(item, "p", "", "govuk-body gh-waiting__buttons");
    if (report.state === "waiting") button(row, words.send_now, go);
    if (report.state === "refused" && report.why !== "gone") {
      const change = put(row, "a", words.change, "govuk-link");
      change.href = `/services/${encodeURIComponent(report.service)}/report/without-signal#${report.operation}`;
    }
    if (report.state === "refused" && report.why === "old")
      button(row, words.send_now, () => change_report(report.operation, { state: "waiting", tried: Date.now() }).then(go));
    button(row, report.state === "sent" ? words.forget : words.delete, () => forget_report(report.operation));
  }

  async function show() {
    const reports = await all_reports();
    list.replaceChildren();
    for (const report of reports) {
      const item = put(list, "li", "", "gh-waiting");
      const tag = { waiting: "govuk-tag--blue", sent: "govuk-tag--green", refused: "govuk-tag--orange" }[report.state];
      put(item, "strong", words[`tag_${report.state}`], `govuk-tag ${tag}`);
      put(item, "h2", report.name, "govuk-heading-m");
      const bytes = report.photos.reduce((sum, photo) => sum + photo.size, 0);
      const kept = fill(words.kept, { time: shown_time(report.at) });
      const place = report.fields.find(([name]) => name === "location")?.[1];
      if (place) put(item, "p", place, "govuk-body");
      const sent_before = report.fields.filter(([name]) => name === "kept-photo").length;
      const here = bytes ? fill(words.with_photos, { count: report.photos.length, size: Math.ceil(bytes / 1000) }) : "";
      put(item, "p", [kept, here, sent_before ? fill(words.with_us, { count: sent_before }) : ""].join(" "), "govuk-hint");
      put_state(item, report);
      put_buttons(item, report);
    }
    if (reports.length === 0) nothing_left();
    document.querySelector("[data-nothing-waits]").hidden = reports.length > 0;
  }

  async function show_forms() {
    const forms = document.querySelector("[data-forms-kept]");
    const names = (await caches.keys()).filter((name) => name.startsWith("guildhall-"));
    for (const name of names) {
      const cache = await caches.open(name);
      for (const { url } of await cache.keys()) {
        if (!url.endsWith("/without-signal")) continue;
        const page = await (await cache.match(url)).text();
        const name = parse_page(page).querySelector("form[data-name]")?.dataset.name;
        const link = put(put(forms.querySelector("ul"), "li", ""), "a", name ?? url, "govuk-link");
        link.href = new URL(url).pathname;
      }
    }
    forms.hidden = !forms.querySelector("li");
  }

  const go = watch();
  new BroadcastChannel(waiting_channel).addEventListener("message", show);
  for (const event of ["online", "offline"]) addEventListener(event, show);
  show();
  show_forms();
}
