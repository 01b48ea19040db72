// A browser as a resident or an officer has it, watched: nothing may be logged as an error or held back by the CSP.

import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { password } from "./program.mjs";

const flags = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

export const phone_size = { width: 360, height: 800 };
export const desk_size = { width: 1280, height: 900 };

export class Browser {
  static async open() {
    const engine = await chromium.launch({ executablePath: process.env.GUILDHALL_CHROMIUM ?? "/usr/bin/chromium", args: flags });
    return new Browser(engine);
  }

  constructor(engine) {
    this.engine = engine;
    this.complaints = [];
  }

  /** Complaints that a journey provokes on purpose: an answer 4xx is logged by the browser itself. */
  static expected(text) {
    return /Failed to load resource: the server responded with a status of (400|401|403|404|409|422|429)/.test(text);
  }

  async page(options) {
    const context = await this.engine.newContext({ locale: "en-GB", timezoneId: "Europe/London", ...options });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    page.on("console", (message) => {
      if (message.type() === "error" && !Browser.expected(message.text())) this.complaints.push(`${page.url()}: ${message.text()}`);
    });
    page.on("pageerror", (problem) => this.complaints.push(`${page.url()}: ${problem}`));
    page.on("dialog", (dialog) => (this.complaints.push(`${page.url()}: a dialog said ${dialog.message()}`), dialog.dismiss()));
    return page;
  }

  phone(options = {}) {
    return this.page({ viewport: phone_size, hasTouch: true, isMobile: true, deviceScaleFactor: 2, ...options });
  }

  desk(options = {}) {
    return this.page({ viewport: desk_size, ...options });
  }

  /** An officer, agent or leader of the demo borough at their desk, signed in and looking at `path`. */
  async signed_in(town, who, path = "/staff/worklist", options = {}) {
    const page = await this.desk(options);
    await page.goto(`${town.url}/staff/sign-in?next=${encodeURIComponent(path)}`);
    await sign_in(page, who);
    return page;
  }

  /** Ends the browser; what it complained about on the way is an error. */
  async close() {
    await this.engine.close();
    assert.deepEqual(this.complaints, [], "the browser complained");
  }
}

/** On the sign-in page, whatever comes after it: a code may be asked for yet. */
export async function give_password(page, who) {
  await page.getByLabel("Email address").fill(`${who}@guildhall.example`);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

export async function sign_in(page, who) {
  await Promise.all([page.waitForURL((url) => !url.pathname.endsWith("/sign-in")), give_password(page, who)]);
}
