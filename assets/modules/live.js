/**
 * Keeps a part of a page up to date while it is open.
 *
 *     <div id="list" data-module="gh-live" data-topics="one two" data-after="812" data-said="The list has changed">
 *
 * Listens at /live from the position at which the page was read. When something happened, the page is fetched again and
 * this element's content is replaced; what has the focus keeps it, and what was typed stays. With `data-notice` nothing
 * is replaced: a notice tells that there is something new, with a link to see it; facts up to `data-number` are on the
 * page already. A connection that is lost is sought again from the last position, ever less often.
 */
export function live(element) {
  if (!window.WebSocket || !element.id || !element.dataset.topics) return;
  new LivePart(element).listen();
}

const first_wait = 500;
const longest_wait = 30_000;

class LivePart {
  constructor(element) {
    this.element = element;
    this.after = element.dataset.after;
    this.wait = first_wait;
    this.shown = element.innerHTML;
    this.voice = voice_before(element);
    // A page that is put aside for the back button lets go of its line, and takes it up again on return.
    window.addEventListener("pagehide", () => this.hang_up());
    window.addEventListener("pageshow", (event) => event.persisted && this.listen());
  }

  listen() {
    const address = new URL("/live", location.href);
    address.protocol = address.protocol.replace("http", "ws");
    address.searchParams.set("after", this.after);
    for (const topic of this.element.dataset.topics.split(" ")) address.searchParams.append("topic", topic);
    this.line = new WebSocket(address);
    this.line.addEventListener("open", () => (this.wait = first_wait));
    this.line.addEventListener("message", (message) => this.hear(JSON.parse(message.data)));
    this.line.addEventListener("close", () => this.try_later());
  }

  hang_up() {
    const line = this.line;
    this.line = undefined;
    clearTimeout(this.later);
    line?.close();
  }

  try_later() {
    if (!this.line) return;
    this.later = setTimeout(() => this.listen(), this.wait * (0.5 + Math.random()));
    this.wait = Math.min(this.wait * 2, longest_wait);
  }

  hear({ position, data, reset }) {
    this.after = position;
    if (!reset && data?.number && Number(data.number) <= Number(this.element.dataset.number ?? 0)) return;
    if (this.element.dataset.notice) this.tell_of_change();
    else this.renew();
  }

  /** One reading at a time; what happens meanwhile causes one more. */
  async renew() {
    if (this.reading) return void (this.again = true);
    this.reading = true;
    try {
      do {
        this.again = false;
        await this.read();
      } while (this.again);
    } catch {
      // The page stays as it is; the next message tries again.
    } finally {
      this.reading = false;
    }
  }

  async read() {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return;
    // The page's one inline style has a nonce of its own answer, which this document would refuse.
    const text = (await answer.text()).replace(/<style[^>]*>[^]*?<\/style>/g, "");
    const fresh = new DOMParser().parseFromString(text, "text/html").getElementById(this.element.id);
    if (!fresh || fresh.innerHTML === this.shown) return;
    this.shown = fresh.innerHTML;
    put_in(this.element, fresh);
    this.say(this.element.dataset.said);
  }

  tell_of_change() {
    if (this.told) return;
    this.told = true;
    const notice = document.createElement("p");
    notice.className = "gh-notice";
    const link = document.createElement("a");
    link.className = "govuk-link";
    link.href = location.pathname + location.search;
    link.textContent = this.element.dataset.link;
    notice.append(`${this.element.dataset.said} `, link);
    this.voice.classList.remove("govuk-visually-hidden");
    this.voice.replaceChildren(notice);
  }

  say(words) {
    this.voice.textContent = "";
    // A reader says again only what it sees change.
    setTimeout(() => (this.voice.textContent = words), 50);
  }
}

/** Where a screen reader hears what changed, without being interrupted. */
function voice_before(element) {
  const voice = document.createElement("div");
  voice.className = "govuk-visually-hidden";
  voice.setAttribute("role", "status");
  element.before(voice);
  return voice;
}

const link_of = (row) => row.querySelector("a")?.getAttribute("href");

/** Replaces the content; marks rows that were not there, keeps focus, selection and typed words. */
function put_in(element, fresh) {
  const known = new Set(Array.from(element.querySelectorAll("tbody tr"), link_of));
  const typed = Array.from(element.querySelectorAll("input[id]:not([type=file]), textarea[id], select[id]"), (field) => [field.id, field.value, field.checked]);
  const at = element.contains(document.activeElement) ? document.activeElement : null;
  const selection = at && "selectionStart" in at ? [at.selectionStart, at.selectionEnd] : null;
  const find = at && (at.id ? `#${CSS.escape(at.id)}` : at.getAttribute("href") && `a[href="${CSS.escape(at.getAttribute("href"))}"]`);
  element.replaceChildren(...fresh.childNodes);
  for (const row of element.querySelectorAll("tbody tr")) if (known.size && !known.has(link_of(row))) row.classList.add("gh-new");
  for (const [id, value, checked] of typed) {
    const field = element.querySelector(`#${CSS.escape(id)}`);
    if (field) Object.assign(field, { value, checked });
  }
  const next = find && element.querySelector(find);
  if (next) {
    next.focus({ preventScroll: true });
    if (selection?.[0] != null) next.setSelectionRange(...selection);
  } else if (at) {
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
  }
}
