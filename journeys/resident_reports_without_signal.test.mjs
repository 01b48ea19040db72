// Dafydd stands before a painted wall with his phone: with photos, and in a valley where there is no signal.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { phone_size } from "./lib/browser.mjs";
import { expect_clean } from "./lib/clean.mjs";
import { expect_question, go_on, open_case_of, say_where, send_and_read_reference } from "./lib/errands.mjs";
import { string_line } from "./lib/line.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

let line;
let folder;
let photo;
in_town({}, async () => {
  line = await string_line(town.url);
  folder = mkdtempSync(join(tmpdir(), "guildhall-photo-"));
  photo = await take_photo(join(folder, "wall.jpg"));
  return () => {
    line.stop();
    rmSync(folder, { recursive: true, force: true });
  };
});

/** As a phone's camera makes it: far larger than need be. */
async function take_photo(path) {
  const page = await browser.desk();
  const bytes = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 2400, height: 1800 });
    const drawing = canvas.getContext("2d");
    for (let i = 0; i < 3000; i++) {
      drawing.fillStyle = `hsl(${(i * 47) % 360} 70% 50%)`;
      drawing.fillRect((i * 131) % 2400, (i * 89) % 1800, 90, 60);
    }
    return canvas.toDataURL("image/jpeg", 0.98).split(",")[1];
  });
  await page.context().close();
  writeFileSync(path, Buffer.from(bytes, "base64"));
  return path;
}

async function to_photos(page, place) {
  await expect_question(page, "Where is it?");
  await page.getByLabel("Where is it?").fill(place);
  await say_where(page, "What is it on?");
  await page.getByLabel("I do not know").check();
  await go_on(page, "Is it offensive?");
  await page.getByLabel("No", { exact: true }).check();
  await go_on(page, "Is there anything else we should know? (optional)");
  await go_on(page, "Do you have photos? (optional)");
}

/** The pictures of the case with this reference, as the team sees them: their sides in pixels. */
async function photos_at_the_desk(reference) {
  const officer = await browser.signed_in(town, "streets");
  await open_case_of(officer, town, reference);
  const sides = await officer.evaluate(async () => {
    const all = [];
    for (const link of document.querySelectorAll("a[href*='/files/']")) {
      const picture = await createImageBitmap(await (await fetch(link.href)).blob());
      all.push(Math.max(picture.width, picture.height));
    }
    return all;
  });
  await officer.context().close();
  return sides;
}

/** How many cases the team finds for words that stand in one report only. */
async function cases_found(words) {
  const officer = await browser.signed_in(town, "streets", `/staff/search?q=${encodeURIComponent(words)}`);
  const count = await officer.locator("tbody tr").count();
  await officer.context().close();
  return count;
}

for (const scripted of [true, false])
  test(`photos in the report, ${scripted ? "made smaller and sent while one reads on" : "without script"}`, async () => {
    const page = await browser.phone({ javaScriptEnabled: scripted });
    await page.goto(`${town.url}/services/graffiti/report`);
    await to_photos(page, `Wall of the mill, ${scripted}`);
    if (scripted) await expect_clean(page);
    await page.getByLabel("Choose or take photos").setInputFiles([photo]);
    if (!scripted) await page.getByRole("button", { name: "Add these and choose more" }).click();
    await page.getByRole("img", { name: "Photo 1" }).waitFor();
    if (scripted) await expect_clean(page);
    await go_on(page, "Your details");
    await page.getByLabel("Email address (optional)").fill("nobody");
    await page.locator("main").getByRole("button", { name: "Continue" }).click();
    await page.getByRole("alert").waitFor();
    await page.getByLabel("Email address (optional)").fill("");
    await go_on(page, "Check your answers");
    await page.getByRole("img", { name: "Photo 1" }).waitFor();
    if (scripted) await expect_clean(page);
    const reference = await send_and_read_reference(page);
    const sides = await photos_at_the_desk(reference);
    assert.deepEqual(sides, [scripted ? 1600 : 2048]);
  });

const open_phone = (profile) =>
  browser.engine.browserType().launchPersistentContext(profile, {
    executablePath: process.env.GUILDHALL_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
    locale: "en-GB",
    viewport: phone_size,
    hasTouch: true,
    isMobile: true,
  });

/** Visits the service while there is a signal, until its form is kept. */
async function visit(page) {
  await page.goto(`${line.url}/services/graffiti`);
  await page.waitForFunction(async () => {
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) if (url.endsWith("/graffiti/report/without-signal")) return true;
    return false;
  });
}

test("no signal: the report is kept with its photo over a restart, the answer is lost once, and exactly one case exists", async (t) => {
  t.after(() => phone.close().catch(() => {}));
  const profile = join(folder, "profile");
  let phone = await open_phone(profile);
  let page = phone.pages()[0];
  await visit(page);
  await page.getByRole("button", { name: "Start now" }).click();
  await page.waitForURL(/\/report$/);
  await expect_question(page, "Where is it?");
  await page.getByLabel("Where is it?").fill("Quagmire Viaduct, third arch");
  line.cut();
  await phone.setOffline(true);
  await page.locator("main").getByRole("button", { name: "Continue" }).click();
  await expect_question(page, "Report without a signal");
  assert.equal(await page.getByLabel("Where is it?").inputValue(), "Quagmire Viaduct, third arch", "what was typed is there");
  await expect_clean(page);
  await page.getByRole("button", { name: "Keep it here and send it later" }).click();
  await page.getByText("Select what it is on").waitFor();
  await page.getByLabel("I do not know").check();
  await page.getByRole("group", { name: "Is it offensive?" }).getByLabel("No", { exact: true }).check();
  await page.getByLabel("Choose or take photos").setInputFiles([photo]);
  await page.getByRole("button", { name: "Keep it here and send it later" }).click();
  await page.waitForURL(/\/waiting$/);
  await page.getByText("There is no signal now. It is sent as soon as there is one.").waitFor();
  await page.getByText(/Photos: 1, \d+ kB/).waitFor();
  await expect_clean(page);
  await phone.close();

  phone = await open_phone(profile);
  page = phone.pages()[0];
  await phone.setOffline(true);
  await page.goto(`${line.url}/`);
  await page.getByText("Quagmire Viaduct, third arch").waitFor();
  await page.getByRole("link", { name: "Report graffiti" }).waitFor();
  line.lose_answers_to("POST /services/graffiti/report ");
  await phone.setOffline(false);
  for (let found = 0; found === 0; ) found = await cases_found("Quagmire");
  assert.ok(line.lost.count > 0, "the answer was lost");
  await page.getByText("Waiting", { exact: true }).waitFor();
  line.mend();
  await page.goto(`${line.url}/services`);
  await page.getByText(/Your report was sent\. Your reference is/).waitFor();
  await page.getByRole("link", { name: "See your reports" }).click();
  const said = await page.getByText(/We have it\. Your reference is/).textContent();
  await page.getByText(/Your tracking code is/).waitFor();
  await expect_clean(page);
  await page.getByRole("button", { name: "Remove it from this list" }).click();
  await page.getByText("Nothing is waiting here.").waitFor();
  assert.equal(await cases_found("Quagmire"), 1, "exactly one case");
  const reference = said.match(/[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}/)[0];
  assert.deepEqual(await photos_at_the_desk(reference), [1600], "with its photo");
  await phone.close();
});

test("what the council's side refuses is kept, with what to do; a press of Send that found no signal is sent to the letter", async (t) => {
  const phone = await open_phone(join(folder, "another"));
  t.after(() => phone.close().catch(() => {}));
  const page = phone.pages()[0];
  line.mend();
  await visit(page);
  await page.goto(`${line.url}/services/graffiti/report`);
  await to_photos(page, "Zigzag Lane, by the gate");
  await go_on(page, "Your details");
  await go_on(page, "Check your answers");
  line.lose_answers_to("POST /services/graffiti/report");
  await page.getByRole("button", { name: "Send", exact: true }).click(); // taken, and the answer is lost
  await expect_question(page, "Report without a signal");
  line.mend();
  await page.getByRole("button", { name: "Keep it here and send it later" }).click();
  await page.getByText(/We have it\. Your reference is/).waitFor();
  assert.equal(await cases_found("Zigzag"), 1);

  await page.goto(`${line.url}/services/graffiti/report/without-signal`);
  await page.getByLabel("Where is it?").fill("Yonder Street 4");
  await page.getByLabel("I do not know").check();
  await page.getByRole("group", { name: "Is it offensive?" }).getByLabel("No", { exact: true }).check();
  await page.getByLabel("Email address (optional)").fill("nobody");
  await page.getByRole("button", { name: "Keep it here and send it later" }).click();
  await page.getByText("We could not take it as it is.").waitFor();
  await expect_clean(page);
  await page.getByRole("link", { name: "Change it and send it again" }).click();
  await page.getByLabel("Email address (optional)").fill("dafydd@resident.example");
  await page.getByRole("button", { name: "Keep it here and send it later" }).click();
  await page.getByText(/We have it\. Your reference is/).nth(1).waitFor();
  assert.equal(await cases_found("Yonder"), 1);
  await phone.close();
});
