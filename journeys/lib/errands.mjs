// Steps that several journeys share.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const house = join(dirname(fileURLToPath(import.meta.url)), "../..");

const no_look = () => {};

/** From the home page to the thanks. `look` is called on each page on the way. Returns the reference, as spoken. */
export async function report_missed_bin(page, town, { look = no_look, ...answers } = {}) {
  await page.goto(town.url);
  await look();
  await page.getByRole("link", { name: "Report a missed bin collection" }).click();
  await page.waitForURL(/missed-bin$/);
  await look();
  await page.getByRole("button", { name: "Start now" }).click();
  await page.waitForURL(/\/report$/);
  await answer_missed_bin(page, { ...answers, look });
  return send_and_read_reference(page, look);
}

/** Sends a report in one post, as the check page does, for what comes after it. Returns the reference, as spoken. */
export async function send_at_once(page, town, answers = {}) {
  return send_in_one_post(page, town, "missed-bin", { location: "12 Canal Walk", bin: "recycling", ...answers });
}

/** The same to any service. */
export async function send_in_one_post(page, town, service, answers) {
  await page.goto(`${town.url}/services/${service}/report`);
  const hidden = await page.locator("form input[type=hidden]").evaluateAll((all) => all.map((one) => [one.name, one.value]));
  const form = { ...Object.fromEntries(hidden), ...answers };
  const answer = await page.request.post(`${town.url}/services/${service}/report`, { form, headers: { Origin: town.url } });
  assert.match(answer.url(), /\/sent$/);
  return answer.url().split("/").at(-2).replace(/(.{4})(.{4})(.{4})/, "$1-$2-$3");
}

/** On the check page: sends, and reads the reference off the thanks. */
export async function send_and_read_reference(page, look = no_look) {
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.waitForURL(/\/sent$/);
  await look();
  const reference = await page.locator(".govuk-panel strong").textContent();
  assert.match(reference, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
  return reference;
}

/** From the first question to the check. */
export async function answer_missed_bin(page, { place = "12 Canal Walk, GH2 1AB", details = "", name = "", email = "", phone = "", look = no_look } = {}) {
  await expect_question(page, "Where should the bin have been emptied?");
  await look();
  await page.getByLabel("Where should the bin have been emptied?").fill(place);
  await say_where(page, "Which bin was missed?");
  await look();
  await page.getByLabel("Recycling (blue)").check();
  await go_on(page, "Is there anything else we should know? (optional)");
  await look();
  if (details) await page.getByLabel("Is there anything else we should know?").fill(details);
  await go_on(page, "Your details");
  await look();
  if (name) await page.getByLabel("Full name (optional)").fill(name);
  if (email) await page.getByLabel("Email address (optional)").fill(email);
  if (phone) await page.getByLabel("Phone number (optional)").fill(phone);
  await go_on(page, "Check your answers");
  await look();
}

/** The same questions as the desk asks them: in one form. */
export async function fill_missed_bin(page, { place = "", details = "", name = "", email = "" } = {}) {
  await page.getByLabel("Where should the bin have been emptied?").fill(place);
  await page.getByLabel("Recycling (blue)").check();
  if (details) await page.getByLabel("Is there anything else we should know?").fill(details);
  if (name) await page.getByLabel("Full name (optional)").fill(name);
  if (email) await page.getByLabel("Email address (optional)").fill(email);
}

/** Presses Continue, and waits for the page with that heading. */
export async function go_on(page, heading) {
  await page.locator("main").getByRole("button", { name: "Continue" }).click();
  await expect_question(page, heading);
}

/** Presses Continue on the question of the place. Where addresses are offered, it is none of them: the words hold. */
export async function say_where(page, next) {
  await page.locator("main").getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { level: 1, name: new RegExp(`^(Which (address|place) is it\\?|${next.replace(/[?()]/g, "\\$&")})$`) }).waitFor();
  if (!(await page.getByLabel(/^None of these/).count())) return;
  await page.getByLabel(/^None of these/).check();
  await go_on(page, next);
}

export async function expect_question(page, heading) {
  await page.getByRole("heading", { level: 1, name: heading, exact: true }).waitFor();
}

/** With a reference and a contact detail to the page of the request. */
export async function follow(page, town, reference, contact) {
  await page.goto(`${town.url}/requests`);
  await page.getByLabel("Reference").fill(reference.toLowerCase());
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  const check = page.getByLabel("Email address, phone number or tracking code");
  if (await check.count()) {
    await check.fill(contact);
    await page.getByRole("button", { name: "Show my request" }).click();
  }
  await page.getByRole("heading", { level: 2, name: "What you told us" }).waitFor();
}

/** A report of furniture left in a street, in one post, as the check page sends it; for the public reference in the address. */
export async function report_fly_tipping(page, town, answers) {
  await page.goto(`${town.url}/services/fly-tipping/report`);
  const hidden = await page.locator("form input[type=hidden]").evaluateAll((all) => all.map((one) => [one.name, one.value]));
  const form = { ...Object.fromEntries(hidden), what: "furniture", size: "van", danger: "no", email: "rosa@resident.example", ...answers };
  const answer = await page.request.post(`${town.url}/services/fly-tipping/report`, { form, headers: { Origin: town.url } });
  assert.match(answer.url(), /\/sent$/);
  return answer.url().split("/").at(-2);
}

/** From search to the case with this reference. */
export async function open_case_of(page, town, reference) {
  await page.goto(`${town.url}/staff/search?q=${encodeURIComponent(reference)}`);
  await page.locator("tbody tr", { hasText: reference }).getByRole("link").click();
  await page.waitForURL(/\/staff\/cases\/\d+$/);
}

export async function close_case(page, outcome, note = "") {
  await page.getByLabel(outcome).check();
  if (note) await page.getByLabel("Note (optional)").fill(note);
  await page.getByRole("button", { name: "Close the case" }).click();
  await page.getByRole("button", { name: "Reopen the case" }).waitFor();
}

/** Publishes the services as they are but for one file, beside the program that serves. What the command said. */
export async function publish_changed(town, path, change) {
  const folder = mkdtempSync(join(tmpdir(), "guildhall-services-"));
  cpSync(join(house, "services"), folder, { recursive: true });
  const file = join(folder, path);
  writeFileSync(file, change(readFileSync(file, "utf8")));
  const said = await town.command("services", "publish", folder);
  rmSync(folder, { recursive: true });
  return said;
}

/** Publishes a service that stands in a folder beside this file, along with the others. */
export async function publish_also(town, name, group) {
  const folder = mkdtempSync(join(tmpdir(), "guildhall-services-"));
  cpSync(join(house, "services"), folder, { recursive: true });
  cpSync(join(house, "journeys/lib", name), join(folder, group, name), { recursive: true });
  const said = await town.command("services", "publish", folder);
  rmSync(folder, { recursive: true });
  return said;
}

/** Without looking where it leads. */
export const press_continue = (page) => page.getByRole("button", { name: "Continue" }).last().click();

/** The first step of reporting a pothole: 12 Mill Lane, as one of the addresses we know. */
export async function give_place(page, town) {
  await page.goto(`${town.url}/services/pothole/report`);
  await page.getByLabel("Where is it?").fill("12 Mill Lane");
  await press_continue(page);
  if (await page.getByText(/Which (address|place) is it\?/).count()) {
    await page.getByRole("radio").first().check();
    await press_continue(page);
  }
}

/** Reports a pothole on Mill Lane as something new. Returns the reference, as spoken. */
export async function report_pothole(page, town, { name = "", email = "" } = {}) {
  await give_place(page, town);
  if (await page.getByText("Has this been reported already?").count()) {
    await page.getByLabel("None of these").check();
    await press_continue(page);
  }
  for (const answer of ["The road", "About a golf ball or deeper", "No"]) {
    await page.getByLabel(answer, { exact: true }).check();
    await press_continue(page);
  }
  await press_continue(page);
  await press_continue(page); // no photos
  await page.getByLabel("Full name (optional)").fill(name);
  await page.getByLabel("Email address (optional)").fill(email);
  await press_continue(page);
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Your reference is").waitFor();
  return page.locator(".gh-reference").first().textContent();
}

/** Says at the same place that it is what was reported already. Returns the reference, as spoken. */
export async function ask_too(page, town, email) {
  await give_place(page, town);
  await page.getByLabel(/^This is it/).first().check();
  await press_continue(page);
  await page.getByLabel("Email address (optional)").fill(email);
  await press_continue(page);
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Your reference is").waitFor();
  return page.locator(".gh-reference").first().textContent();
}
