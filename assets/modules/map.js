import { fetch_page } from "./parts.js";

/**
 * Moves the map under its cross-hair: by dragging, pinching, the wheel, and the arrow keys. The server draws every picture: the form
 * around the map is sent as its own buttons send it, and the map and the list beside it are taken from the answer. So the choice is
 * the same with and without script.
 *
 *     <form …><div data-module="gh-map" data-name="Map. Move it with …"><div class="gh-map__frame"><svg …></svg>…</div>
 *       <div class="gh-map__moves">…buttons…</div><input type="hidden" name="view" value="53.48,-2.24,17"></div> …
 */
export function map(element) {
  const form = element.closest("form");
  if (form) new Moving(element, form).start();
}

const step = 80; // px of an arrow key
const widest = 800;
const narrow = 480; // below, the picture that is there is wide enough

class Moving {
  constructor(element, form) {
    this.element = element;
    this.form = form;
    this.touches = new Map();
    this.asked = 0;
  }

  get frame() {
    return this.element.querySelector(".gh-map__frame");
  }
  get picture() {
    return this.element.querySelector("svg");
  }
  get view() {
    return this.element.querySelector("input[name=view]");
  }

  start() {
    this.element.classList.add("gh-map--live");
    this.dress();
    this.shown = this.view.value; // of the picture that is there
    this.element.addEventListener("pointerdown", (event) => this.take(event));
    this.element.addEventListener("pointermove", (event) => this.drag(event));
    for (const end of ["pointerup", "pointercancel"]) this.element.addEventListener(end, (event) => this.let_go(event));
    this.element.addEventListener("keydown", (event) => this.press(event));
    this.element.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.element.addEventListener("click", (event) => this.click(event));
    const width = Math.min(this.element.parentElement.clientWidth - 4, widest);
    if (width >= narrow) {
      this.size = `${width}x${Math.round(width * 0.62)}`;
      this.ask(0, 0, 0);
    }
  }

  /** What a new picture wants: it can be reached by keyboard, and says how it is moved. */
  dress() {
    const frame = this.frame;
    frame.tabIndex = 0;
    frame.setAttribute("role", "application");
    frame.setAttribute("aria-label", this.element.dataset.name);
  }

  take(event) {
    if (!event.target.closest(".gh-map__frame") || event.button > 0) return;
    this.element.setPointerCapture?.(event.pointerId);
    this.touches.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (this.touches.size === 1) this.from = { x: event.clientX, y: event.clientY };
    if (this.touches.size === 2) this.apart = this.distance();
    this.element.classList.add("gh-map--moving");
  }

  drag(event) {
    const touch = this.touches.get(event.pointerId);
    if (!touch) return;
    Object.assign(touch, { x: event.clientX, y: event.clientY });
    if (this.touches.size === 2) this.show(0, 0, this.distance() / this.apart);
    else if (!this.apart) this.show(touch.x - this.from.x, touch.y - this.from.y, 1);
  }

  let_go(event) {
    const touch = this.touches.get(event.pointerId);
    if (!touch) return;
    if (this.touches.size === 2) this.grown = this.distance() / this.apart;
    this.touches.delete(event.pointerId);
    if (this.touches.size > 0) return;
    this.element.classList.remove("gh-map--moving");
    const grown = this.grown ?? 1;
    if (this.apart) this.ask(0, 0, Math.round(Math.log2(grown)));
    else this.drop(touch);
    this.apart = this.grown = undefined;
  }

  /** A press that went nowhere brings that place to the middle; a drag moves the map as far as it went. */
  drop(touch) {
    const dx = touch.x - this.from.x;
    const dy = touch.y - this.from.y;
    if (Math.hypot(dx, dy) > 5) return this.ask(-dx, -dy, 0);
    const box = this.picture.getBoundingClientRect();
    this.ask(touch.x - (box.left + box.width / 2), touch.y - (box.top + box.height / 2), 0);
  }

  distance() {
    const [one, other] = [...this.touches.values()];
    return Math.max(Math.hypot(one.x - other.x, one.y - other.y), 1);
  }

  show(x, y, scale) {
    this.picture.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
  }

  press(event) {
    if (!event.target.closest(".gh-map__frame")) return;
    const ways = { ArrowUp: [0, -step, 0], ArrowDown: [0, step, 0], ArrowLeft: [-step, 0, 0], ArrowRight: [step, 0, 0], "+": [0, 0, 1], "=": [0, 0, 1], "-": [0, 0, -1] };
    const way = ways[event.key];
    if (!way) return;
    event.preventDefault();
    this.ask(...way);
  }

  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return; // the page scrolls, as everywhere
    event.preventDefault();
    this.ask(0, 0, event.deltaY < 0 ? 1 : -1);
  }

  click(event) {
    const button = event.target.closest("button[name=move]");
    if (!button) return;
    event.preventDefault();
    const { width, height } = this.picture.getBoundingClientRect();
    const ways = { north: [0, -height / 3, 0], south: [0, height / 3, 0], west: [-width / 3, 0, 0], east: [width / 3, 0, 0], in: [0, 0, 1], out: [0, 0, -1] };
    this.ask(...ways[button.value]);
  }

  /** The point so many pixels from the middle, as the server reckons (places/map_view.cpp). */
  moved(right, down, closer) {
    const [latitude, longitude, zoom] = this.view.value.split(",").map(Number);
    const narrowed = Math.cos((latitude * Math.PI) / 180);
    const metres = (156543.03 * narrowed) / 2 ** zoom;
    const north = latitude - (down * metres) / 111195;
    const east = longitude + (right * metres) / 111195 / narrowed;
    return [north.toFixed(6), east.toFixed(6), zoom + closer].join(",");
  }

  async ask(right, down, closer) {
    const mine = ++this.asked;
    this.view.value = this.moved(right, down, closer);
    const body = new URLSearchParams(new FormData(this.form));
    body.set("move", "here");
    if (this.size) body.set("size", this.size);
    try {
      const { page, ok } = await fetch_page(this.form.action, { method: "POST", body });
      if (mine !== this.asked) return;
      if (!ok || !this.put(page)) this.stay();
    } catch {
      if (mine === this.asked) this.stay(); // no signal
    }
  }

  /** The picture that is there stays, and its middle is what the form says. */
  stay() {
    this.view.value = this.shown;
    this.show(0, 0, 1);
  }

  put(page) {
    const fresh = page.querySelector("[data-module=gh-map]");
    if (!fresh) return false;
    this.picture.replaceWith(document.adoptNode(fresh.querySelector("svg")));
    this.shown = this.view.value = fresh.querySelector("input[name=view]").value;
    const here = this.form.querySelector("[data-beside-map]");
    const there = page.querySelector("[data-beside-map]");
    if (here && there) here.replaceChildren(...there.childNodes);
    return true;
  }
}
