// node journeys/screens.mjs [FOLDER [PART...]]: every page of the demo borough at a phone's and a desk's width, as pictures
// to look at. A PART is the name of one of the walks below; without any, all are taken. bin/screens calls it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { code_of } from "./lib/authenticator.mjs";
import { Browser, desk_size, give_password, phone_size } from "./lib/browser.mjs";
import { answer_missed_bin, ask_too, close_case, expect_question, open_case_of, publish_changed, report_pothole, send_and_read_reference, send_at_once, send_in_one_post } from "./lib/errands.mjs";
import { start_town } from "./lib/program.mjs";
import { small_png } from "./lib/small_png.mjs";

const folder = resolve(process.argv[2] ?? "docs/screens");
const parts = process.argv.slice(3);
const tallest = 1300;
mkdirSync(folder, { recursive: true });

async function shoot(page, name) {
  await page.evaluate(() => document.activeElement.matches("body, [role=alert], .govuk-error-summary") || document.activeElement.blur());
  await page.mouse.move(0, 0);
  for (const [suffix, size] of [["", desk_size], ["-phone", phone_size]]) {
    await page.setViewportSize(size);
    await page.waitForTimeout(100);
    const height = Math.min(tallest, await page.evaluate(() => document.documentElement.scrollHeight));
    const picture = await page.screenshot({ fullPage: true, clip: { x: 0, y: 0, width: size.width, height } });
    writeFileSync(join(folder, `${name}${suffix}.png`), small_png(picture));
  }
  await page.setViewportSize(desk_size);
  console.log(name);
}

/** The first sheet of a PDF, as it comes out of a printer. */
function shoot_pdf(pdf, name) {
  const picture = execFileSync("pdftoppm", ["-r", "80", "-png", "-singlefile", "-f", "1", "-l", "1", "-"], { input: pdf, maxBuffer: 64 << 20 });
  writeFileSync(join(folder, `${name}.png`), small_png(picture));
  console.log(name);
}

/** `see(path, name)`: goes there and takes the picture. */
const walker = (page, town) => async (path, name) => (await page.goto(town.url + path), await shoot(page, name));

async function press(page, name) {
  await page.locator("main").getByRole("button", { name, exact: true }).click();
}

async function press_wrongly(page, name, picture) {
  await press(page, name);
  await page.getByRole("alert").waitFor();
  await shoot(page, picture);
}

async function prove(page, contact) {
  await page.getByLabel("Email address, phone number or tracking code").fill(contact);
  await press(page, "Show my request");
}

/** What a resident's camera might have seen. */
async function photo_of_a_bin(browser) {
  const page = await browser.page({ viewport: { width: 640, height: 480 } });
  await page.setContent(`<body style="margin:0"><svg viewBox="0 0 64 48"><path fill="#bcd3dc" d="M0 0h64v30H0z"/><path fill="#8d8a80" d="M0 30h64v18H0z"/>
    <path fill="#9c5a41" d="M0 8h22v24H0z"/><path fill="#e8e2d6" d="M5 14h9v11H5z"/><path fill="#23618f" d="M30 16h20l-2 25H32z"/><path fill="#194a6e" d="M28 12h24v5H28z"/>
    <circle cx="35" cy="41" r="3" fill="#222"/></svg>`);
  const buffer = await page.screenshot({ type: "png" });
  await page.context().close();
  return { name: "bin.png", mimeType: "image/png", buffer };
}

const walks = {
  async site({ town, browser }) {
    const page = await browser.desk();
    const see = walker(page, town);
    await see("/", "home");
    await see("/services", "services");
    await see("/search?q=rubbish", "search-found");
    await see("/search?q=xylophone", "search-nothing");
    await see("/services/missed-bin", "service");
    await see("/life-events/moving-home", "life-event");
    await see("/help", "help");
    await see("/help?q=bin", "help-found");
    await see("/help?q=xylophone", "help-nothing");
    await see("/help/what-goes-in-which-bin", "help-article");
    await see("/contact", "contact-us");
    for (const name of ["cookies", "privacy", "accessibility", "api"]) await see(`/${name}`, name);
    await see("/nowhere", "not-found");
  },

  async report({ town, browser }) {
    const page = await browser.desk();
    await page.goto(`${town.url}/services/missed-bin/report`);
    await press_wrongly(page, "Continue", "report-wrong");
    await page.goto(`${town.url}/services/missed-bin/report`);
    const steps = ["place", "choice", "words", "details", "check"];
    await answer_missed_bin(page, { email: "amina@resident.example", name: "Amina Adeyemi", phone: "01632 960 123", details: "It is at the back gate.\nThe lid was closed.", look: () => shoot(page, `report-${steps.shift()}`) });
    await send_and_read_reference(page);
    await shoot(page, "sent");
    await page.goto(`${town.url}/services/pothole/report`);
    await page.locator("main input[type=text]").first().fill("Dyer");
    await press(page, "Continue");
    for (let pages = 0; pages < 8; pages++) {
      const heading = await page.getByRole("heading", { level: 1 }).textContent();
      if (/Which address|Which place/.test(heading)) await shoot(page, "report-addresses");
      const danger = page.getByLabel("Yes, somebody is hurt");
      if (await danger.count()) {
        await shoot(page, "report-danger");
        await danger.check();
        await press(page, "Continue");
        await page.getByText("999").first().waitFor();
        await shoot(page, "report-stop");
        return;
      }
      const none = page.getByLabel(/^None of these/);
      const choice = (await none.count()) ? none : page.locator("main input[type=radio]").first();
      if (await choice.count()) await choice.check();
      await Promise.all([page.waitForEvent("load"), press(page, "Continue")]);
    }
    assert.fail("nobody was asked whether somebody is hurt");
  },

  async follow({ town, browser }) {
    const page = await browser.desk();
    const see = walker(page, town);
    const reference = await send_at_once(page, town, { name: "Bethan Brown", email: "bethan@resident.example", details: "It is at the back gate." });
    const address = `/requests/${reference.replaceAll("-", "")}`;
    await see(address, "request");
    for (const name of ["word", "photo", "withdraw"]) await see(`${address}/${name}`, `request-${name}`);
    await page.context().clearCookies();
    await see("/requests", "track");
    await see("/requests?reference=12", "track-wrong");
    await see(address, "follow");
    await prove(page, "somebody@else.example");
    await page.getByRole("alert").waitFor();
    await shoot(page, "follow-wrong");
    const officer = await browser.signed_in(town, "officer");
    await open_case_of(officer, town, reference);
    await close_case(officer, "The bin has been emptied");
    await page.goto(town.url + address);
    await prove(page, "bethan@resident.example");
    await expect_question(page, "Report a missed bin collection");
    await shoot(page, "request-closed");
    await press(page, "No, something is still wrong");
    await press_wrongly(page, "Send", "request-not-fixed");
    await page.getByLabel("What is still wrong?").fill("Only the lid was lifted.");
    await press(page, "Send");
    await page.getByText("We have taken your request up again").first().waitFor();
    await shoot(page, "request-again");
    await officer.reload();
    await shoot(officer, "case-objected");
  },

  async signing_in({ town, browser }) {
    const page = await browser.desk();
    await walker(page, town)("/staff/sign-in", "sign-in");
    await press_wrongly(page, "Sign in", "sign-in-wrong");
    const desk = await browser.signed_in(town, "counter", "/staff/account");
    await shoot(desk, "account");
    await walker(desk, town)("/staff/account/second-factor", "second-factor");
    await press(desk, "Start");
    await desk.getByRole("img", { name: /^QR code/ }).waitFor();
    await shoot(desk, "second-factor-key");
    const key = (await desk.locator(".gh-code").textContent()).replaceAll(" ", "");
    await desk.getByLabel("Code", { exact: true }).fill(code_of(key));
    await press(desk, "Turn on");
    await desk.getByRole("heading", { name: "Your recovery codes" }).waitFor();
    await shoot(desk, "second-factor-codes");
    await desk.context().clearCookies();
    await desk.goto(`${town.url}/staff/sign-in`);
    await give_password(desk, "counter");
    await desk.getByRole("heading", { name: "Enter your code" }).waitFor();
    await shoot(desk, "sign-in-code");
  },

  async undelivered({ town, browser }) {
    const reference = await send_at_once(await browser.desk(), town, { name: "Nora Nowak", email: "nobody@resident.example" });
    const page = await browser.signed_in(town, "leader");
    await open_case_of(page, town, reference);
    for (let tries = 0; tries < 40 && !(await page.locator("#tasks").count()); tries++) {
      await page.waitForTimeout(500);
      await page.reload();
    }
    await shoot(page, "case-undelivered");
  },

  async desk({ town, browser }) {
    const page = await browser.signed_in(town, "leader", "/staff");
    const see = walker(page, town);
    await shoot(page, "staff-home");
    await see("/staff/worklist", "worklist");
    for (const list of ["mine", "late", "tasks", "closed"]) await see(`/staff/worklist?list=${list}`, `worklist-${list}`);
    await see("/staff/search", "search");
    await see("/staff/search?q=back+gate", "search-found");
    await see("/staff/search?q=xylophone", "search-nothing");
    await see("/staff/nowhere", "staff-not-found");
    await see("/staff/admin", "staff-not-allowed");
  },

  async splitting({ town, browser }) {
    const resident = await browser.desk();
    const first = await report_pothole(resident, town, { name: "Rosa Green", email: "rosa@resident.example" });
    const second = await ask_too(resident, town, "femi@resident.example");
    const page = await browser.signed_in(town, "admin");
    await open_case_of(page, town, first);
    await page.getByRole("link", { name: "Split this case" }).click();
    await shoot(page, "split");
    await press_wrongly(page, "Make it a case of its own", "split-wrong");
    await page.getByLabel(new RegExp(second)).check();
    await page.getByLabel("Why are these two pieces of work?").fill("There are two holes, one on each side of the road.");
    await press(page, "Make it a case of its own");
    await page.waitForURL(/\/staff\/cases\/\d+$/);
    await shoot(page, "split-done");
    await page.getByRole("link", { name: "Split this case" }).click();
    await page.getByLabel("What is the second one about?").selectOption("missed-bin");
    await press(page, "Continue");
    await shoot(page, "split-matter");
  },

  async maps({ town, browser }) {
    const resident = await browser.desk();
    const said = { location: "The alley behind 14 Dyer Lane", what: "furniture", size: "van", danger: "no" };
    const reference = await send_in_one_post(resident, town, "fly-tipping", { ...said, seen: "A white van." });
    await send_in_one_post(resident, town, "fly-tipping", said);
    await publish_changed(town, "streets/fly-tipping/process.bpmn", (map) =>
      map.replace(/(id|sourceRef|targetRef|bpmnElement)="evidence"/g, '$1="look"').replace("<flowNodeRef>evidence<", "<flowNodeRef>look<"),
    );
    const page = await browser.signed_in(town, "admin");
    await open_case_of(page, town, reference);
    await shoot(page, "case-old-map");
    await page.goto(`${town.url}/staff/maps`);
    await shoot(page, "maps");
    await page.getByRole("link", { name: /^Report fly-tipping: move cases/ }).first().click();
    await shoot(page, "maps-check");
    await page.getByRole("button", { name: /^Move \d+ cases?$/ }).click();
    await page.waitForURL(/\/staff\/map-moves\/\d+$/);
    await page.waitForTimeout(1500);
    await page.reload();
    await shoot(page, "maps-moved");
    await page.goto(`${town.url}/staff/maps`);
    await shoot(page, "maps-after");
  },

  async one_case({ town, browser }) {
    const resident = await browser.desk();
    const reference = await send_at_once(resident, town, { name: "Amina Adeyemi", email: "amina@resident.example", phone: "01632 960 123", details: "It is at the back gate.\nThe lid was closed." });
    await resident.goto(`${town.url}/requests/${reference.replaceAll("-", "")}/photo`);
    await resident.locator("input[type=file]").setInputFiles(await photo_of_a_bin(browser));
    await resident.locator("main form").getByRole("button").last().click();
    await town.letters.wait_for("amina@resident.example");
    const page = await browser.signed_in(town, "leader");
    const colleague = await browser.signed_in(town, "officer");
    for (const one of [page, colleague]) await open_case_of(one, town, reference);
    await shoot(page, "case");
    await colleague.getByText("Add a note").click();
    await colleague.getByLabel("Note", { exact: true }).fill("The lorry was out of order; the round is on Thursday now.");
    await press(colleague, "Save note");
    await page.locator(".gh-notice").waitFor();
    await shoot(page, "case-changed");
    await page.reload();
    await press(page, "Take it");
    await page.getByText("You have it", { exact: true }).waitFor();
    for (const fold of ["Write to the resident", "Add a note", "Promise another day"]) await page.getByText(fold, { exact: true }).click();
    await shoot(page, "case-mine");
    await page.reload();
    await press_wrongly(page, "Close the case", "case-wrong");
    await colleague.reload();
    await close_case(colleague, "The bin has been emptied");
    await page.getByLabel("The bin was not out by 7am").check();
    await press(page, "Close the case");
    await page.getByRole("alert").waitFor();
    await shoot(page, "case-conflict");
    await town.letters.wait_for("amina@resident.example", 2);
    await page.goto(colleague.url());
    await shoot(page, "case-closed");
    await press_wrongly(page, "Reopen the case", "case-reopen-wrong");
    await page.getByLabel("It was closed by mistake").check();
    await press(page, "Reopen the case");
    await page.getByRole("link", { name: "Hand it over" }).click();
    await shoot(page, "handover");
    await press_wrongly(page, "Hand it over", "handover-wrong");
    await page.goto(colleague.url());
    await page.getByRole("link", { name: "What they told us before" }).click();
    await page.getByRole("heading", { level: 1, name: "Amina Adeyemi" }).waitFor();
    await shoot(page, "person");
    await page.goto(`${town.url}/staff/worklist?list=late`);
    const late = page.locator("tbody a").first();
    if (!(await late.count())) return;
    await late.click();
    await page.getByRole("heading", { level: 2, name: "What happened" }).waitFor();
    await shoot(page, "case-late");
  },

  async a_call({ town, browser }) {
    const page = await browser.signed_in(town, "agent", "/staff/call");
    await shoot(page, "call-begin");
    await press(page, "Begin");
    await page.waitForURL(/calls\/\d+/);
    await shoot(page, "call");
    await page.getByLabel("Find the caller").fill("a");
    await page.getByLabel("Find the caller").fill("am");
    await page.locator("#found-callers .gh-pick").first().waitFor();
    await shoot(page, "call-found");
    await page.locator("#found-callers .gh-pick").first().click();
    await page.locator(".gh-known").waitFor();
    await page.getByLabel("In their own words").fill("hole in the road");
    await page.locator("#found-services .gh-pick", { hasText: "pothole" }).click();
    await page.getByLabel("Yes, somebody is hurt").check();
    await page.locator(".gh-stop").first().waitFor();
    await shoot(page, "call-script-stop");
    await page.getByRole("button", { name: "Log it and finish the call" }).click();
    await page.getByRole("alert").filter({ hasText: /./ }).first().waitFor();
    await shoot(page, "call-wrong");
    await page.getByLabel("No", { exact: true }).check();
    await page.getByLabel("The road", { exact: true }).check();
    await page.getByLabel("I do not know").check();
    const place = page.locator("#errand input[type=text]").first();
    if (!(await place.inputValue())) await place.fill("12 Canal Walk");
    await page.getByRole("button", { name: "Log it and finish the call" }).click();
    await page.locator(".gh-finished").waitFor();
    await shoot(page, "call-finished");
  },

  async contacts({ town, browser }) {
    const page = await browser.signed_in(town, "agent", "/staff/contacts");
    await shoot(page, "contacts");
    await walker(page, town)("/staff/contacts/new", "contact");
    await page.getByLabel("How many minutes").fill("a few");
    await press_wrongly(page, "Save", "contact-wrong");
    await page.getByLabel("How many minutes").fill("4");
    await page.getByLabel("Name (optional)").fill("Bethan Brown");
    await page.getByLabel("Request to make now").selectOption("missed-bin");
    await press(page, "Save");
    await page.getByRole("button", { name: "Send the request" }).waitFor();
    await shoot(page, "contact-request");
    await page.goto(`${town.url}/staff/contacts/new`);
    await page.getByLabel("What was it about? (optional)").fill("She rang again: the bin is at the back gate.");
    await page.getByLabel("How many minutes").fill("3");
    await page.context().clearCookies({ name: "session" });
    await press(page, "Save");
    await give_password(page, "agent");
    await page.getByRole("button", { name: "Send it now" }).waitFor();
    await shoot(page, "kept");
  },

  async knowledge({ town, browser }) {
    const page = await browser.signed_in(town, "leader", "/staff/knowledge");
    const see = walker(page, town);
    await shoot(page, "knowledge");
    await see("/staff/knowledge?q=xylophone", "knowledge-nothing");
    await see("/staff/knowledge/bin-days", "knowledge-article");
    await see("/staff/knowledge/bin-days/edit", "knowledge-edit");
    await page.getByLabel("Title").fill("");
    await press_wrongly(page, "Save", "knowledge-edit-wrong");
    await see("/staff/knowledge/bin-days/versions", "knowledge-versions");
  },

  async administration({ town, browser }) {
    const page = await browser.signed_in(town, "admin", "/staff/admin/people");
    const see = walker(page, town);
    await shoot(page, "people");
    await see("/staff/admin/people?q=xylophone", "people-nothing");
    await see("/staff/admin/people/new", "person-new");
    await press_wrongly(page, "Add somebody", "person-new-wrong");
    await page.goto(`${town.url}/staff/admin/people`);
    await page.getByRole("link", { name: "Olu Okafor" }).click();
    await page.getByRole("heading", { level: 1, name: "Olu Okafor" }).waitFor();
    await shoot(page, "member");
    await see(`${new URL(page.url()).pathname}/closure`, "member-closure");
    await see("/staff/admin/teams", "teams");
    await page.getByRole("link", { name: "Waste and recycling" }).click();
    await page.getByRole("heading", { level: 1, name: "Waste and recycling" }).waitFor();
    await shoot(page, "team");
    await see("/staff/admin/roles", "roles");
    await see("/staff/admin/tokens", "tokens");
    await page.getByLabel("Name", { exact: true }).fill("The map");
    await press(page, "Make a token");
    await page.locator(".gh-secret").waitFor();
    await shoot(page, "token");
    await see("/staff/jobs", "jobs");
  },

  async designer({ town, browser }) {
    const page = await browser.signed_in(town, "admin", "/staff/services");
    const see = walker(page, town);
    await shoot(page, "designer-services");
    await see("/staff/services/bulky-waste", "designer-service");
    await see("/staff/services/missed-bin/questions/bin", "designer-question");
    await see("/staff/services/missed-bin/parts/promise", "designer-promise");
    await page.getByLabel("Done within (working days)").fill("4");
    await page.getByLabel("As residents read it").fill("We will come back within 4 working days.");
    await press(page, "Save to the draft");
    await see("/staff/services/missed-bin", "designer-draft");
    await see("/staff/services/missed-bin/article", "designer-article");
    await see("/staff/services/resident-parking-permit/decisions", "designer-decisions");
    await see("/staff/services/resident-parking-permit/decisions/fee/1", "designer-decision");
    await see("/staff/services/resident-parking-permit/parts/fee", "designer-fee");
    await see("/staff/services/council-tax-move/questions/others", "designer-group");
    await see("/staff/services/fly-tipping/steps", "designer-steps");
    await page.goto(`${town.url}/staff/services/fly-tipping/map`);
    await page.locator(".djs-container").first().waitFor();
    await shoot(page, "designer-map");
    await page.goto(`${town.url}/staff/services/missed-bin/trial`);
    await page.getByLabel("Where should the bin have been emptied?").fill("12 Canal Walk");
    await page.getByLabel("Recycling (blue)").check();
    await press(page, "Ask");
    await page.getByText(/The resident reads/).waitFor();
    await shoot(page, "designer-trial");
    await see("/staff/services/missed-bin/publication", "designer-publication");
    await see("/staff/services/missed-bin/history", "designer-history");
    await see("/staff/services/interactions", "designer-interactions");
  },

  async paper({ town, browser }) {
    const visitor = await browser.desk();
    for (const service of ["missed-bin", "single-person-discount"]) {
      const form = await visitor.request.get(`${town.url}/services/${service}/form.pdf`);
      shoot_pdf(await form.body(), `paper-form-${service}`);
    }
    const page = await browser.signed_in(town, "agent", "/staff/paper");
    const see = walker(page, town);
    await shoot(page, "paper-forms");
    await key_in_a_form(page, town);
    const letter = await first_letter(page, town);
    await shoot(page, "post");
    shoot_pdf(await letter.body(), "letter");
  },

  async money({ town, browser }) {
    const page = await browser.signed_in(town, "admin", "/staff/payments");
    await shoot(page, "payments");
    await walker(page, town)("/staff/admin/texts", "texts");
  },

  async training({ browser }) {
    const town = await start_town({ requests: 40, training: true });
    try {
      const visitor = await browser.desk();
      await walker(visitor, town)("/", "training-home");
      const page = await browser.signed_in(town, "leader", "/staff");
      await shoot(page, "training-staff-home");
      await walker(page, town)("/staff/worklist", "training-worklist");
    } finally {
      await town.stop();
    }
  },
};

/** What somebody without e-mail wrote on paper, who is answered by post. */
async function key_in_a_form(page, town) {
  const number = (await page.locator("li", { hasText: "Report a missed bin collection" }).textContent()).trim().split(" ").at(-1);
  await page.goto(`${town.url}/staff/paper/${number.replace("-", "")}`);
  await page.getByLabel("Where should the bin have been emptied?").fill("12 Canal Walk, GH2 1AB");
  await page.getByLabel("Recycling (blue)").check();
  await page.getByLabel("Full name (optional)").fill("Winifred Ashworth");
  await page.getByLabel("By post").check();
  await page.getByLabel("Your address").fill("31 Railway Terrace\nAnytown\nGH1 2AB");
  await press(page, "Keep this form");
  await page.getByText("The form is kept. Write on it:").waitFor();
}

/** The letter once it is laid out, with the post room on the page. */
async function first_letter(page, town) {
  for (let tries = 0; tries < 120; ++tries) {
    await page.goto(`${town.url}/staff/post`);
    const boxes = page.locator("input[name=letter]");
    if (await boxes.count()) return page.request.get(`${town.url}/staff/post/letters/${await boxes.first().inputValue()}`);
    await page.waitForTimeout(500);
  }
  throw new Error("no letter was laid out");
}

const town = await start_town({ requests: 120 });
const browser = await Browser.open();
const missed = [];
try {
  for (const [name, walk] of Object.entries(walks)) {
    if (parts.length && !parts.includes(name)) continue;
    try {
      await walk({ town, browser });
    } catch (problem) {
      missed.push(name);
      console.error(`${name}: ${problem.stack}`);
    }
  }
} finally {
  await browser.engine.close();
  await town.stop();
}
for (const complaint of browser.complaints) console.log(`complaint: ${complaint}`);
if (missed.length) process.exit(1);
