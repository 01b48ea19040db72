// The page of a round: stops with their forms, what waits, what was refused, and signing out with something still here.

import { fetch_page, replace_parts } from "./parts.js";
import { open_form } from "./round-form.js";
import { put, put_button, refused_list } from "./round-refused.js";
import { fetch_seal, send_answers } from "./round-send.js";
import { answers_of, forget_answer, forget_person, keep_answer, round_channel, waiting_of } from "./round-store.js";
import { ask_worker, keep_page } from "./round-worker-ask.js";

const pause = 20_000;
const fill_words = (words, values) => words.replace(/{(\w+)}/g, (_, name) => values[name] ?? "");

export async function round_page(page) {
  const person = page.dataset.for;
  const sign = `guildhall.round.${person}`; // in localStorage: something of theirs is here that the council does not have
  const words = JSON.parse(page.dataset.words);
  const bar = page.querySelector("[data-queue]");
  const counted = (count, name) => fill_words(words[count === 1 ? `${name}_one` : name], { count });
  const stop_of = (task) => page.querySelector(`#round [data-task="${CSS.escape(task)}"]`);
  let form = null;
  let sending = false;
  let signed_out = false;
  let leaving = false;
  let timer;

  const over = () => Number(page.dataset.until) <= Date.now();

  // ---- what is shown --------------------------------------------------------------------------------------------------

  function show_states(answers) {
    for (const item of page.querySelectorAll("#round [data-task]")) {
      const answer = answers.find(({ task, state }) => task === item.dataset.task && state !== "refused");
      item.classList.toggle("gh-round__stop--over", Boolean(answer));
      const state = item.querySelector("[data-state]");
      const said = answer ? words[`state_${sending && answer.state === "waiting" ? "sending" : answer.state}`] : "";
      if (state.textContent !== said) state.replaceChildren(...(said ? [put(null, "strong", said, `govuk-tag govuk-tag--${answer.state === "sent" ? "green" : "blue"}`)] : []));
      const buttons = item.querySelector(".gh-round__buttons");
      if (buttons && form?.closest("[data-task]") !== item) buttons.hidden = Boolean(answer);
    }
  }

  function bar_words(answers) {
    const waiting = answers.filter(({ state }) => state === "waiting").length;
    const refused = answers.filter(({ state }) => state === "refused").length;
    const said = [];
    if (page.dataset.fromPhone && !navigator.onLine)
      said.push(fill_words(words.from_phone, { time: new Date(Number(page.dataset.fromPhone)).toLocaleTimeString("en-GB", { hour: "numeric", minute: "2-digit", hour12: true }).replace(" ", "") }));
    if (waiting > 0) said.push(counted(waiting, leaving ? "leaving" : signed_out ? "sign_in" : sending ? "sending" : "wait"));
    else if (answers.some(({ state }) => state === "sent")) said.push(words.all_sent);
    if (refused > 0) said.push(counted(refused, "refused"));
    return said.join(" ");
  }

  function show_bar(answers) {
    const said = bar_words(answers);
    const key = said + signed_out + leaving;
    if (bar.dataset.shown === key) return; // said once
    bar.dataset.shown = key;
    bar.hidden = !said;
    bar.replaceChildren();
    put(bar, "p", said, "gh-round__said");
    if (leaving) {
      put_button(bar, words.leave_sending, () => send().then(leave));
      put_button(bar, words.leave_anyway, throw_away);
      put_button(bar, words.leave_not, () => ((leaving = false), history.replaceState(null, "", location.pathname + location.search), show()));
    } else if (signed_out) {
      put(bar, "a", words.sign_in_link, "govuk-link").href = `/staff/sign-in?next=${encodeURIComponent("/staff/round")}`;
    }
  }

  async function show() {
    const answers = await answers_of(person);
    const waits = answers.some(({ state }) => state !== "sent");
    if (waits) localStorage.setItem(sign, "waits");
    else localStorage.removeItem(sign);
    if (!waits) leaving = false;
    show_states(answers);
    show_bar(answers);
    refused_list(page.querySelector("[data-refused]"), answers.filter(({ state }) => state === "refused"), words, {
      change: (answer) => stop_of(answer.task)?.querySelector(".gh-round__buttons") && (() => open(stop_of(answer.task), form_for(answer), answer)),
      seen: ({ operation }) => forget_answer(operation),
    });
  }

  // ---- what is said of a stop -----------------------------------------------------------------------------------------

  const form_for = (answer) => (answer.action === "attempt" ? "attempt" : stop_of(answer.task).dataset.form);

  function open(item, name, before) {
    if (form) {
      form.scrollIntoView(); // what was typed there is not thrown away for this
      form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
      return;
    }
    form = open_form(page, item, name, { person, before, keep, closed: () => ((form = null), refresh_if_wished()) });
  }

  async function keep(answer, instead_of) {
    await keep_answer(answer);
    if (instead_of) await forget_answer(instead_of.operation);
    localStorage.setItem(sign, "waits");
    navigator.storage?.persist?.().catch(() => {});
    try {
      await (await navigator.serviceWorker.getRegistration("/staff/"))?.sync?.register("guildhall.round");
    } catch {
      // the open page does it
    }
    send();
  }

  function start_stops() {
    for (const item of page.querySelectorAll("#round [data-task]")) {
      const press = (button, name) =>
        button?.addEventListener("click", (event) => {
          if (!name || event.ctrlKey || event.metaKey) return; // only closing the case ends it
          event.preventDefault();
          open(item, name);
        });
      press(item.querySelector("[data-finish]"), item.dataset.form);
      press(item.querySelector("[data-cannot]"), item.dataset.form && "attempt");
    }
    const here = page.querySelector("[data-from-here]");
    if (here && navigator.geolocation) {
      here.hidden = false;
      here.addEventListener("click", () => order_from_here(here));
    }
  }

  function order_from_here(button) {
    const says = button.parentElement;
    says.firstChild.textContent = `${words.looking} `;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const address = new URL(location.href);
        address.hash = "";
        address.searchParams.set("from", `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`); // a hundred metres will do
        location.assign(address);
      },
      () => (says.firstChild.textContent = `${words.no_place} `),
      { timeout: 15000, maximumAge: 60000 },
    );
  }

  // ---- sending --------------------------------------------------------------------------------------------------------

  let wishes_refresh = false;
  async function refresh_if_wished() {
    if (!wishes_refresh || form) return;
    try {
      const sent = (await answers_of(person)).filter(({ state }) => state === "sent");
      const { page: fresh, ok, signed_out: out } = await fetch_page(location.pathname + location.search);
      if (!ok || out || form) return;
      wishes_refresh = false;
      const stood_at = document.activeElement?.closest("#round [data-task]")?.dataset.task;
      replace_parts(fresh, "round");
      if (stood_at) (stop_of(stood_at) ?? document.querySelector("h1"))?.focus();
      delete page.dataset.fromPhone;
      start_stops();
      show_kept();
      for (const { operation } of sent) await forget_answer(operation);
      await show();
    } catch {
      // no signal again: it is as it was
    }
  }

  async function send() {
    clearTimeout(timer);
    if (navigator.onLine && (await waiting_of(person)).length > 0) {
      sending = true;
      await show();
      const state = await send_answers(person);
      sending = false;
      signed_out = state === "signed-out";
      if ((await answers_of(person)).some((answer) => answer.state === "sent")) wishes_refresh = true;
    }
    await show();
    await refresh_if_wished();
    if ((await waiting_of(person)).length > 0) timer = setTimeout(send, pause);
  }

  // ---- signing out ----------------------------------------------------------------------------------------------------

  async function sign_out() {
    localStorage.removeItem(sign);
    const leave_form = document.querySelector("form[data-forgets]");
    const seal = await fetch_seal();
    if (seal?.csrf) leave_form.elements.csrf.value = seal.csrf; // the page may be older than the session
    leave_form.dataset.sure = "";
    leave_form.requestSubmit();
  }

  async function leave() {
    if ((await answers_of(person)).every(({ state }) => state === "sent")) return sign_out();
    leaving = true;
    await show();
    bar.querySelector("button")?.focus();
  }

  async function throw_away() {
    await forget_person(person);
    if (navigator.onLine) return sign_out();
    await ask_worker({ forgets: true });
    location.replace("/staff/round");
  }

  // ---- the page itself ------------------------------------------------------------------------------------------------

  async function show_kept() {
    const line = page.querySelector("[data-kept]");
    if (line) line.hidden = !(await keep_page());
  }

  const look = () => (over() && !form ? location.reload() : send());
  addEventListener("online", send);
  addEventListener("offline", show);
  addEventListener("hashchange", () => location.hash === "#sign-out" && leave());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
  new BroadcastChannel(round_channel).addEventListener("message", show);
  start_stops();
  if (!page.dataset.fromPhone) for (const { operation, state } of await answers_of(person)) if (state === "sent") await forget_answer(operation);
  await send();
  await show_kept();
  if (location.hash === "#sign-out") leave();
}
