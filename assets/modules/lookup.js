/**
 * A search field whose results come while one types.
 *
 *     <form method="get" action="/…" data-module="gh-lookup" data-replaces="found">
 *
 * The results are picks: buttons or links in `[data-picks]` of the part named by data-replaces. Arrow down goes into
 * them and up comes back; Enter in the field takes the first where `data-first` is set, and otherwise presses what
 * stands there with `data-otherwise` ("none of these"). Arrow up goes into the links of the list that `data-above` names, and
 * down comes back. How many came is said aloud, as the part has it in data-said. Without script the form's button finds.
 */
import { fetch_page, replace_parts } from "./parts.js";

const pause = 150;
const pause_before_again = 1000;
const most_tries = 5;

export function lookup(form) {
  const field = form.querySelector("input[type=search]");
  const part = () => document.getElementById(form.dataset.replaces);
  const picks = () => Array.from(part()?.querySelectorAll("[data-picks] .gh-pick") ?? []);
  const above = () => Array.from(document.getElementById(form.dataset.above)?.querySelectorAll("a") ?? []);
  const voice = document.createElement("div");
  voice.className = "govuk-visually-hidden";
  voice.setAttribute("role", "status");
  form.append(voice);
  let later;
  let looking;
  let stale = false;
  let coming = Promise.resolve(); // the results being fetched
  let tries = 0; // for the words that stand there

  function look() {
    clearTimeout(later);
    stale = false;
    coming = fetch_results();
  }

  async function fetch_results() {
    looking?.abort();
    looking = new AbortController();
    const { signal } = looking;
    const address = new URL(form.action);
    for (const [name, value] of new FormData(form)) address.searchParams.set(name, value);
    try {
      const { page, ok, signed_out } = await fetch_page(address, { signal });
      if (signed_out) return;
      if (!ok) return look_again(signal);
      replace_parts(page, form.dataset.replaces);
      voice.textContent = part()?.dataset.said ?? "";
    } catch {
      look_again(signal); // left as it was meanwhile; the button works without script
    } finally {
      if (!stale) part()?.removeAttribute("aria-busy");
    }
  }

  /** The line was lost or the service busy: the same words once more, unless others are asked for already. */
  function look_again(signal) {
    if (signal.aborted || stale || ++tries >= most_tries || !field.isConnected) return;
    later = setTimeout(look, pause_before_again);
  }

  async function take() {
    if (stale) look();
    await coming;
    const choice = form.dataset.first ? picks()[0] : part()?.querySelector("[data-otherwise]");
    if (field.value.trim() === "") form.dispatchEvent(new CustomEvent("gh-skip", { bubbles: true }));
    else choice?.click();
  }

  field.addEventListener("input", () => {
    stale = true;
    tries = 0;
    part()?.setAttribute("aria-busy", "true");
    clearTimeout(later);
    later = setTimeout(look, pause);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    take();
  });
  field.addEventListener("keydown", (event) => {
    const next = { ArrowDown: picks()[0], ArrowUp: above()[0] }[event.key];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const list = [picks(), above()].find((all) => all.includes(document.activeElement));
    if (!list || !step || !field.isConnected) return;
    event.preventDefault();
    const back = (list[0] === picks()[0]) === step < 0;
    (list[list.indexOf(document.activeElement) + step] ?? (back ? field : document.activeElement)).focus();
  });
}
