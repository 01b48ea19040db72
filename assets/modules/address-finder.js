/**
 * Finds addresses while one types: turns the text field inside into a combobox with a list (WAI-ARIA APG, "list autocomplete
 * with manual selection"), and fills the hidden field `uprn` (of a question: `code-uprn`), where there is one, with that of the chosen address.
 *
 *     <div data-module="gh-address-finder" data-source="/api/v1/addresses" data-list="Addresses" data-none="…" data-one="…"
 *          data-many="{count} …" data-chosen="… {address}">
 *       <label for="location">…</label> <input id="location" name="location"> <input type="hidden" name="uprn">
 *     </div>
 *
 * Nobody must choose: what was typed is sent as it stands. Typing on after a choice takes the choice back. Where the server
 * does not answer, the field is an ordinary one.
 */
export function addressFinder(element) {
  const field = element.querySelector("input[type=text]");
  const uprn = element.querySelector("input[type=hidden][name=uprn], input[type=hidden][name$='-uprn']");
  if (field && element.dataset.source) new AddressFinder(element, field, uprn).start();
}

const pause = 150; // ms after the last key
const fewest = 2;

class AddressFinder {
  constructor(element, field, uprn) {
    this.words = element.dataset;
    this.field = field;
    this.uprn = uprn;
    this.hits = [];
    this.active = -1;
  }

  start() {
    this.list = document.createElement("ul");
    Object.assign(this.list, { id: `${this.field.id}-list`, className: "gh-finder__list", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.words.list);
    this.voice = document.createElement("div");
    this.voice.className = "govuk-visually-hidden";
    this.voice.setAttribute("role", "status");
    const frame = document.createElement("div");
    frame.className = "gh-finder";
    this.field.before(frame);
    frame.append(this.field, this.list, this.voice);

    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(roles)) this.field.setAttribute(name, value);
    this.field.autocomplete = "off"; // the browser's own list would lie over ours
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => this.pressed(event));
    this.field.addEventListener("blur", () => this.left());
    // A press on the list must not take the focus from the field, or the list would be gone before the click.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.clicked(event));
  }

  /** The list gives its room back only once a press is over: what is pressed below it must not move away under the finger. */
  left() {
    const close = () => document.activeElement !== this.field && this.close();
    if (!this.field.ownerDocument.querySelector(":active")) return close();
    for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => setTimeout(close), { once: true });
  }

  typed() {
    if (this.uprn) this.uprn.value = "";
    clearTimeout(this.later);
    this.asked?.abort();
    if (this.field.value.trim().length < fewest) return this.show([]);
    this.later = setTimeout(() => this.ask(), pause);
  }

  async ask() {
    const asked = (this.asked = new AbortController());
    const address = new URL(this.words.source, location.href);
    address.searchParams.set("q", this.field.value);
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" }, signal: asked.signal });
      if (!answer.ok) return this.show([]);
      const { addresses } = await answer.json();
      if (asked !== this.asked || document.activeElement !== this.field) return;
      this.show(addresses);
      this.say(this.counted(addresses.length));
    } catch {
      if (!asked.signal.aborted) this.show([]);
    }
  }

  counted(count) {
    if (count === 0) return this.words.none;
    return count === 1 ? this.words.one : this.words.many.replace("{count}", count);
  }

  show(hits) {
    this.hits = hits;
    this.list.replaceChildren(
      ...hits.map((hit, n) => {
        const option = document.createElement("li");
        Object.assign(option, { id: `${this.list.id}-${n}`, className: "gh-finder__option", textContent: hit.line });
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        return option;
      }),
    );
    this.go_to(-1);
    if (hits.length) this.open();
    else this.close();
  }

  open() {
    if (!this.hits.length) return;
    this.list.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
  }

  close() {
    this.go_to(-1);
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
  }

  /** -1 is the field itself. */
  go_to(n) {
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = n;
    const option = this.list.children[n];
    if (!option) return this.field.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", option.id);
  }

  pressed(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const is_open = !this.list.hidden;
    const count = this.hits.length;
    if (event.key === "ArrowDown" && count) {
      this.open();
      if (!event.altKey) this.go_to(this.active + 1 < count ? this.active + 1 : -1);
    } else if (event.key === "ArrowUp" && count) {
      if (event.altKey) this.close();
      else {
        this.open();
        this.go_to(this.active < 0 ? count - 1 : this.active - 1);
      }
    } else if (event.key === "Enter" && is_open && this.active >= 0) this.choose(this.active);
    else if (event.key === "Escape" && is_open) this.close();
    else return;
    event.preventDefault();
  }

  clicked(event) {
    const n = Array.from(this.list.children).indexOf(event.target.closest("[role=option]"));
    if (n >= 0) this.choose(n);
  }

  choose(n) {
    const { line, uprn } = this.hits[n];
    this.field.value = line;
    if (this.uprn) this.uprn.value = uprn;
    this.hits = [];
    this.close();
    this.say(this.words.chosen.replace("{address}", line));
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  say(words) {
    this.voice.textContent = "";
    // A reader says again only what it sees change.
    setTimeout(() => (this.voice.textContent = words), 50);
  }
}
