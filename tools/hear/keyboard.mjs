// Somebody at the keyboard who waits until the screen reader is silent before they press the next key.

import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const folder = process.env.HEAR_FOLDER;
const said = () => (readFileSync(join(folder, "orca.log"), "utf8").match(/SPEECH OUTPUT/g) ?? []).length;
const pause = (milliseconds) => new Promise((go_on) => setTimeout(go_on, milliseconds));

/** Until nothing was said for a second and a half; at most a minute. */
async function silence() {
  for (let before = -1, quiet = 0, tries = 0; quiet < 3 && tries < 120; tries++) {
    const now = said();
    quiet = now === before ? quiet + 1 : 0;
    before = now;
    await pause(500);
  }
}

export class Keyboard {
  static async open() {
    const engine = await chromium.launch({
      executablePath: process.env.GUILDHALL_CHROMIUM ?? "/usr/bin/chromium",
      headless: false,
      args: ["--force-renderer-accessibility", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", ...(process.getuid() === 0 ? ["--no-sandbox"] : [])],
    });
    const context = await engine.newContext({ locale: "en-GB", timezoneId: "Europe/London" });
    return new Keyboard(engine, await context.newPage());
  }
  constructor(engine, page) {
    this.engine = engine;
    this.page = page;
  }
  close() {
    return this.engine.close();
  }
  note(what) {
    appendFileSync(join(folder, "pressed.log"), `${new Date().toISOString().slice(11, 23)}000 [${what}]\n`);
  }
  async visit(url) {
    await silence();
    this.note(`goes to ${new URL(url).pathname}`);
    await this.page.goto(url);
    await this.page.bringToFront();
    await silence();
  }
  async press(key) {
    await silence();
    this.note(key);
    await this.page.keyboard.press(key);
    await silence();
  }
  async type(text) {
    await silence();
    this.note(`types ${text}`);
    await this.page.keyboard.type(text, { delay: 20 });
    await silence();
  }
  /** Tabs on until the element with this id or text has the focus. */
  async to(wanted) {
    for (let stops = 0; stops < 60; stops++) {
      const here = await this.page.evaluate(() => ({ id: document.activeElement?.id, text: (document.activeElement?.innerText ?? "").trim() }));
      if (here.id === wanted || here.text === wanted || (wanted instanceof RegExp && wanted.test(here.text))) return;
      this.note("Tab");
      await this.page.keyboard.press("Tab");
      await pause(400);
    }
    throw new Error(`the keyboard never came to ${wanted} on ${this.page.url()}`);
  }
}
