// Cal clears what was dumped, with a phone in a valley: the round opens without a signal, what is said of its tasks waits on the phone and is sent
// once, what was refused is told, and signing out leaves nothing behind.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { phone_size, sign_in } from "./lib/browser.mjs";
import { expect_clean, expect_light } from "./lib/clean.mjs";
import { report_fly_tipping } from "./lib/errands.mjs";
import { string_line } from "./lib/line.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

let line;
let folder;
let photo;
in_town({}, async () => {
  line = await string_line(town.url);
  folder = mkdtempSync(join(tmpdir(), "guildhall-round-"));
  photo = { name: "alley.jpg", mimeType: "image/jpeg", buffer: await take_photo() };
  return () => {
    line.stop();
    rmSync(folder, { recursive: true, force: true });
  };
});

/** As a phone's camera makes it. */
async function take_photo() {
  const page = await browser.desk();
  const bytes = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 2400, height: 1800 });
    const drawing = canvas.getContext("2d");
    for (let i = 0; i < 2000; i++) {
      drawing.fillStyle = `hsl(${(i * 47) % 360} 70% 50%)`;
      drawing.fillRect((i * 131) % 2400, (i * 89) % 1800, 90, 60);
    }
    return canvas.toDataURL("image/jpeg", 0.98).split(",")[1];
  });
  await page.context().close();
  return Buffer.from(bytes, "base64");
}

/** A resident's report; its reference. */
async function report(place) {
  const page = await browser.phone();
  const reference = await report_fly_tipping(page, town, { location: place, name: "Rosa Green" });
  await page.context().close();
  return reference;
}

const open_phone = (profile) =>
  browser.engine.browserType().launchPersistentContext(profile, {
    executablePath: process.env.GUILDHALL_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
    locale: "en-GB",
    timezoneId: "Europe/London",
    viewport: phone_size,
    hasTouch: true,
    isMobile: true,
  });

async function sign_in_on(page, who, path = "/staff/round?later") {
  line.mend();
  await page.goto(`${line.url}/staff/sign-in?next=${encodeURIComponent(path)}`);
  await sign_in(page, who);
}

const stop_at = (page, place) => page.locator("#round [data-task]", { has: page.getByRole("heading", { name: place }) });

async function say_cleared(page, place, { with_photo = true } = {}) {
  const stop = stop_at(page, place);
  await stop.getByRole("button", { name: "Finish it" }).click();
  await stop.getByLabel("It is cleared", { exact: true }).check();
  if (with_photo) await stop.getByLabel("Photos (optional)").setInputFiles([photo]);
  await stop.getByRole("button", { name: "Done", exact: true }).click();
  await stop.getByRole("button", { name: "Done", exact: true }).waitFor({ state: "detached" });
}

/** What this browser holds of the round. */
const held = (page) =>
  page.evaluate(async () => {
    const pages = [];
    for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) pages.push(new URL(url).pathname);
    const answers = await new Promise((resolve) => {
      const asked = indexedDB.open("guildhall.round", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("answers", { keyPath: "operation" });
      asked.onsuccess = () => {
        const all = asked.result.transaction("answers").objectStore("answers").getAll();
        all.onsuccess = () => (asked.result.close(), resolve(all.result));
      };
    });
    return { round: pages.includes("/staff/round"), answers: answers.map(({ task, state }) => ({ task, state })), local: { ...localStorage }, session: { ...sessionStorage } };
  });

/** How a case stands at the desk: its state in words, and the photos of its tasks. */
async function at_the_desk(reference) {
  const officer = await browser.signed_in(town, "streets", `/staff/search?q=${reference}`);
  await officer.locator("tbody a[href^='/staff/cases/'], main a[href^='/staff/cases/']").first().click();
  const text = await officer.locator("main").innerText();
  const tasks = await officer.locator("a[href^='/staff/tasks/']").evaluateAll((all) => all.map((one) => one.pathname));
  const sides = [];
  for (const task of new Set(tasks)) {
    await officer.goto(town.url + task);
    sides.push(
      ...(await officer.evaluate(async () => {
        const all = [];
        for (const link of document.querySelectorAll("a[href*='/photos/']")) {
          const picture = await createImageBitmap(await (await fetch(link.href)).blob());
          all.push(Math.max(picture.width, picture.height));
        }
        return all;
      })),
    );
  }
  await officer.context().close();
  return { text, sides };
}

async function until(what, look) {
  for (let tries = 0; tries < 100; tries++) {
    if (await look()) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  assert.fail(what);
}

test("no signal: two tasks are finished with a photo each, the page is killed, and each is done exactly once", async (t) => {
  const references = { alley: await report("The alley behind 14 Dyer Lane"), bridge: await report("Under the viaduct, third arch"), lane: await report("Quarry Road, by the gate") };
  t.after(() => phone.close().catch(() => {}));
  const profile = join(folder, "cal");
  let phone = await open_phone(profile);
  let page = phone.pages()[0];
  await sign_in_on(page, "crew");
  await page.getByRole("heading", { level: 1, name: "Today’s round" }).waitFor();
  await page.getByText("Kept on this phone until tonight").waitFor();
  await expect_clean(page);
  assert.equal(await page.locator("main").getByText("Rosa Green").count(), 0, "who told it stays with the council");
  const all = await page.locator("#round ol [data-task]").count();
  assert.ok(all >= 3);

  line.cut();
  await phone.setOffline(true);
  await page.goto(`${line.url}/staff/round`);
  await page.getByText(/No signal\. This is your round as it was at/).waitFor();
  const stop = stop_at(page, "14 Dyer Lane");
  await stop.getByRole("button", { name: "Finish it" }).click();
  await stop.getByRole("button", { name: "Done", exact: true }).click();
  await stop.getByText("Select what came of it").waitFor();
  await expect_clean(page);
  await stop.getByRole("button", { name: "Not now" }).click();
  await say_cleared(page, "14 Dyer Lane");
  await page.getByText(/1 waits for a signal\./).waitFor();
  await say_cleared(page, "viaduct");
  await page.getByText(/2 wait for a signal\./).waitFor();
  await expect_clean(page);
  const session = await phone.cookies();
  await phone.close();

  phone = await open_phone(profile);
  await phone.addCookies(session); // a phone keeps them over a restart
  page = phone.pages()[0];
  await phone.setOffline(true);
  await page.goto(`${line.url}/staff/round`);
  await page.getByText(/2 wait for a signal\./).waitFor();
  assert.equal(await stop_at(page, "14 Dyer Lane").getByText("Waits for a signal").count(), 1);

  line.lose_answers_to("/completion "); // taken, and the answer is lost
  await phone.setOffline(false);
  await until("an answer was lost", () => line.lost.count > 0);
  assert.ok((await held(page)).answers.some(({ state }) => state === "waiting"), "what was not answered waits");
  line.mend();
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.getByText("Everything is sent.").or(page.getByText(/2 of \d+ done/)).first().waitFor();
  await page.getByText(/2 of \d+ done/).waitFor();
  await until("nothing waits", async () => (await held(page)).answers.every(({ state }) => state !== "waiting"));
  await expect_clean(page);
  for (const reference of [references.alley, references.bridge]) {
    const { text, sides } = await at_the_desk(reference);
    assert.match(text, /We have cleared it|Closed/);
    assert.deepEqual(sides, [1600], "one photo, made smaller");
    assert.match(text, /Cal Chowdhury/);
  }
  await phone.close();
});

test("what is refused is told and kept until it was seen; what could not be done goes back with its reason", async (t) => {
  await report("Zigzag Lane, by the postbox");
  await report("Yonder Street 4");
  const phone = await open_phone(join(folder, "another"));
  t.after(() => phone.close().catch(() => {}));
  const page = phone.pages()[0];
  line.mend();
  await sign_in_on(page, "crew");
  await page.getByText("Kept on this phone until tonight").waitFor();
  const task = await stop_at(page, "Zigzag Lane").getAttribute("data-task");
  line.cut();
  await phone.setOffline(true);
  await say_cleared(page, "Zigzag Lane");
  const other = stop_at(page, "Yonder Street");
  await other.getByRole("button", { name: "It could not be done" }).click();
  await other.getByLabel("We could not get there").check();
  assert.equal(await other.getByLabel("There was nothing there").count(), 0, "its own form has that answer");
  await other.getByRole("textbox").fill("The gate is locked.");
  await other.getByRole("button", { name: "Say that it could not be done" }).click();
  await page.getByText(/2 wait for a signal\./).waitFor();

  const colleague = await browser.signed_in(town, "crew", `/staff/tasks/${task}`);
  await colleague.getByLabel("There is nothing there").check();
  await colleague.getByRole("button", { name: "Finish this task" }).click();
  await colleague.waitForURL(/\/staff\/work$/);

  line.mend();
  await phone.setOffline(false);
  await page.getByRole("heading", { name: "What was not accepted" }).waitFor();
  await page.getByText("This task is over already.").waitFor();
  await page.getByRole("heading", { name: "Could not be done today" }).waitFor();
  await page.getByText("Cal Chowdhury was there").waitFor();
  await expect_clean(page);
  await page.reload();
  await page.getByText("This task is over already.").waitFor();
  await page.getByRole("button", { name: "I have seen it: remove it" }).click();
  await page.getByText("This task is over already.").waitFor({ state: "hidden" });
  assert.deepEqual((await held(page)).answers, []);
});

test("the session ended meanwhile: asks to sign in, and then sends; another person's is not shown and not sent", async (t) => {
  const reference = await report("Xenon Close, at the corner");
  const phone = await open_phone(join(folder, "shared"));
  t.after(() => phone.close().catch(() => {}));
  const page = phone.pages()[0];
  await sign_in_on(page, "crew");
  await page.getByText("Kept on this phone until tonight").waitFor();
  line.cut();
  await phone.setOffline(true);
  await say_cleared(page, "Xenon Close", { with_photo: false });
  await page.getByText(/1 waits for a signal\./).waitFor();
  await phone.clearCookies(); // the session is over
  line.mend();
  await phone.setOffline(false);
  await page.getByText("You have been signed out. 1 is sent once you sign in again.").waitFor();
  await expect_clean(page);

  await sign_in_on(page, "enforcement", "/staff/round");
  await page.getByRole("heading", { level: 1, name: "Today’s round" }).waitFor();
  assert.equal(await page.getByText("Xenon Close").count(), 0);
  assert.equal(await page.locator("[data-queue]").isVisible(), false);
  assert.equal((await held(page)).answers.length, 1, "it waits for whose it is");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/staff/round"));
  assert.equal((await held(page)).answers.length, 1);

  await sign_in_on(page, "crew", "/staff/round");
  await page.getByText(/\d+ of \d+ done/).waitFor();
  await until("it was sent", async () => (await held(page)).answers.every(({ state }) => state !== "waiting"));
  const { text } = await at_the_desk(reference);
  assert.match(text, /We have cleared it|Closed/);
});

test("signing out leaves nothing behind, and asks first where something is not sent", async (t) => {
  await report("Wharf Road, at the steps");
  const phone = await open_phone(join(folder, "leaving"));
  t.after(() => phone.close().catch(() => {}));
  const page = phone.pages()[0];
  await sign_in_on(page, "crew");
  await page.getByText("Kept on this phone until tonight").waitFor();
  line.cut();
  await phone.setOffline(true);
  await say_cleared(page, "Wharf Road");
  await page.getByText(/1 waits for a signal\./).waitFor();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByText("1 is not sent yet. Signing out now would lose it.").waitFor();
  await expect_clean(page);
  await page.getByRole("button", { name: "Stay signed in" }).click();
  assert.equal((await held(page)).answers.length, 1);
  line.mend();
  await phone.setOffline(false);
  await until("it was sent", async () => (await held(page)).answers.every(({ state }) => state !== "waiting"));
  assert.equal((await held(page)).round, true);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/staff/round"));
  const left = await held(page);
  assert.equal(left.round, false, "no page of the round is kept");
  assert.deepEqual(left.answers, []);
  assert.deepEqual(left.session, {});
  assert.deepEqual(Object.keys(left.local).filter((key) => key.startsWith("guildhall.round")), []);
  line.cut();
  await phone.setOffline(true);
  await page.goto(`${line.url}/staff/round`);
  await page.getByText("Your round is not kept on this phone").waitFor();
  assert.equal(await page.getByText("Wharf Road").count(), 0);
  line.mend();
});

test("when its day is over the round is not shown any more, and its bytes go", async (t) => {
  await report("Ulmer Way, by the pump");
  const phone = await open_phone(join(folder, "yesterday"));
  t.after(() => phone.close().catch(() => {}));
  const page = phone.pages()[0];
  await sign_in_on(page, "crew");
  await page.getByText("Kept on this phone until tonight").waitFor();
  await page.evaluate(async () => {
    const cache = await caches.open("staff-round");
    const had = await cache.match("/staff/round");
    const headers = new Headers(had.headers);
    headers.set("Round-Until", String(Date.now() - 1000)); // as if it were of yesterday
    await cache.put("/staff/round", new Response(await had.text(), { headers }));
  });
  line.cut();
  await phone.setOffline(true);
  await page.goto(`${line.url}/staff/round`);
  await page.getByText("Your round is not kept on this phone").waitFor();
  await expect_clean(page);
  assert.equal((await held(page)).round, false);
  line.mend();
});

test("without script the round is a list with links, and cold it weighs little", async () => {
  await report("Vicar Street, by the wall");
  const page = await browser.signed_in(town, "crew", "/staff/round?later", { javaScriptEnabled: false, viewport: phone_size });
  await stop_at(page, "Vicar Street").getByRole("button", { name: "It could not be done" }).click();
  await page.getByRole("heading", { level: 1, name: "It could not be done" }).waitFor();
  await page.getByRole("button", { name: "Say that it could not be done" }).click();
  await page.getByRole("alert").getByText("Select why it could not be done").waitFor();
  await page.goBack();
  await page.goBack();
  await stop_at(page, "Vicar Street").getByRole("button", { name: "Finish it" }).click();
  await page.getByRole("button", { name: "Finish this task" }).waitFor();
  const state = await page.context().storageState();
  await page.context().close();
  await expect_light(browser, `${town.url}/staff/round?later`, state);
});
