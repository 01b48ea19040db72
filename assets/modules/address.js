/**
 * A place field that offers addresses while one types.
 *
 *     <div data-module="gh-address" data-source="/staff/addresses"> <input name="location"> <input type="hidden" name="uprn"> </div>
 *
 * Arrow down goes into what is offered; a choice fills the field and keeps the address's number beside it. What is typed
 * by hand counts as it is: a place need not be an address.
 */
const pause = 150;

export function address(group) {
  const field = group.querySelector("input[name=location]");
  const uprn = group.querySelector("input[name=uprn]");
  const list = document.createElement("div");
  list.setAttribute("aria-live", "polite");
  group.append(list);
  const picks = () => Array.from(list.querySelectorAll(".gh-pick"));
  let later;
  let looking;

  async function look() {
    looking?.abort();
    looking = new AbortController();
    const source = new URL(group.dataset.source, location.href);
    source.searchParams.set("place", field.value);
    try {
      const answer = await fetch(source, { signal: looking.signal });
      const page = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
      list.replaceChildren(...(page.querySelector(".gh-pick") ? page.body.childNodes : []));
    } catch {
      // What is typed counts without it.
    }
  }

  field.addEventListener("input", () => {
    uprn.value = "";
    clearTimeout(later);
    if (field.value.trim().length < 3) list.replaceChildren();
    else later = setTimeout(look, pause);
  });
  list.addEventListener("click", (event) => {
    const pick = event.target.closest(".gh-pick");
    if (!pick) return;
    field.value = pick.textContent;
    uprn.value = pick.dataset.uprn;
    list.replaceChildren();
    field.focus();
    group.dispatchEvent(new CustomEvent("gh-chosen", { bubbles: true }));
  });
  group.addEventListener("keydown", (event) => {
    const all = picks();
    const at = all.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || all.length === 0 || (at < 0 && step < 0)) return;
    event.preventDefault();
    (all[at + step] ?? (step < 0 ? field : all[at])).focus();
  });
  group.addEventListener("focusout", (event) => {
    if (!group.contains(event.relatedTarget)) {
      clearTimeout(later);
      looking?.abort();
      list.replaceChildren();
    }
  });
}
