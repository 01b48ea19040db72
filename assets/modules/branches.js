/**
 * Questions that hang on answers: after a change of one that decides, the server is asked which follow, as its button without script does. What is on the screen
 * already stays as it is, with what was typed; a new question comes in at its place, and what is asked no more goes. Where the hands
 * have gone on past a new question, and typed nothing there, they are led back to it.
 */
import { fetch_page } from "./parts.js";
import { start_modules } from "./start.js";

const field_in = (step) => step.querySelector("input:not([type=hidden]), textarea, select");
const is_before = (one, other) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);

/** Makes `here` ask what `fresh` asks; answers the first question that is new. */
function take_over(here, fresh) {
  const steps = (part) => Array.from(part.querySelectorAll(":scope > [data-question]"));
  const wanted = steps(fresh).map((step) => step.dataset.question);
  const kept = new Map(steps(here).map((step) => [step.dataset.question, step]));
  for (const [code, step] of kept) {
    if (wanted.includes(code) && !("worked" in step.dataset)) continue;
    step.remove(); // what is worked out of answers is never kept as it was
    kept.delete(code);
  }
  let first_new;
  let behind = here.querySelector(":scope > input[type=hidden]");
  behind.value = fresh.querySelector(":scope > input[type=hidden]").value;
  for (const step of steps(fresh)) {
    let own = kept.get(step.dataset.question);
    if (!own) {
      own = document.importNode(step, true);
      behind.after(own);
      start_modules(own);
      if (field_in(own)) first_new ??= own;
    }
    behind = own;
  }
  return first_new;
}

export function branches(form) {
  const part = form.querySelector("[data-asked]");
  if (!part) return;
  form.querySelector("[data-asks-server]").hidden = true;
  let turn = 0;
  form.addEventListener("change", async (event) => {
    const changed = event.target.closest("[data-asked] > [data-decides]");
    if (!changed) return;
    const mine = ++turn;
    const body = new URLSearchParams(new FormData(form));
    body.set("then", "ask");
    try {
      const { page, ok, signed_out } = await fetch_page(form.action, { method: "POST", body });
      const fresh = page.querySelector("[data-asked]");
      if (!ok || signed_out || !fresh || mine !== turn) return;
      const first_new = take_over(part, fresh);
      const at = document.activeElement;
      const has_gone_past = first_new && form.contains(at) && is_before(changed, first_new) && is_before(first_new, at) && !first_new.contains(at);
      if (has_gone_past && !(at.matches("input[type=text], textarea") && at.value)) field_in(first_new)?.focus();
    } catch {
      // the line was lost: what follows is asked when it is logged
    }
  });
}
