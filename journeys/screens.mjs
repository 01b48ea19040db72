// node journeys/screens.mjs [FOLDER]: every page of the demo borough at a phone's and a desk's width, as pictures to look
// at. bin/screens calls it.

import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Browser, desk_size, phone_size } from "./lib/browser.mjs";
import { answer_missed_bin, expect_question, send_and_read_reference } from "./lib/errands.mjs";
import { password, start_town } from "./lib/program.mjs";
import { small_png } from "./lib/small_png.mjs";

const folder = resolve(process.argv[2] ?? "docs/screens");
const tallest = 1800;
mkdirSync(folder, { recursive: true });

async function shoot(page, name) {
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

const town = await start_town({ requests: 120 });
const browser = await Browser.open();
try {
  const resident = await browser.desk();
  const see = async (path, name) => (await resident.goto(town.url + path), await shoot(resident, name));
  await see("/", "home");
  await see("/services/missed-bin", "service");
  await see("/services", "services");
  await see("/services?q=xylophone", "services-nothing");
  await see("/services/missed-bin/report", "report");
  await resident.locator("main").getByRole("button", { name: "Continue" }).click();
  await resident.getByRole("alert").waitFor();
  await shoot(resident, "report-wrong");
  const steps = ["place", "choice", "words", "details", "check"];
  await resident.goto(`${town.url}/services/missed-bin/report`);
  await answer_missed_bin(resident, { email: "amina@resident.example", name: "Amina Adeyemi", details: "It is at the back gate.\nThe lid was closed.", look: () => shoot(resident, `report-${steps.shift()}`) });
  const reference = await send_and_read_reference(resident);
  await shoot(resident, "sent");
  const request = `/requests/${reference.replaceAll("-", "")}`;
  await see(request, "request");
  for (const page of ["word", "photo", "withdraw"]) await see(`${request}/${page}`, `request-${page}`);
  await resident.context().clearCookies();
  await see("/requests", "track");
  await see("/requests?reference=12", "track-wrong");
  await see(request, "follow");
  await resident.getByLabel("Email address, phone number or tracking code").fill("somebody@else.example");
  await resident.getByRole("button", { name: "Show my request" }).click();
  await resident.getByRole("alert").waitFor();
  await shoot(resident, "follow-wrong");
  for (const page of ["contact", "cookies", "privacy", "accessibility"]) await see(`/${page}`, page);
  await see("/nowhere", "not-found");
  await see("/staff/sign-in", "sign-in");
  await resident.getByRole("button", { name: "Sign in" }).click();
  await shoot(resident, "sign-in-wrong");

  const staff = await browser.signed_in(town, "leader");
  const look = async (path, name) => (await staff.goto(town.url + path), await shoot(staff, name));
  await look("/staff", "staff-home");
  await look("/staff/worklist", "worklist");
  for (const list of ["mine", "team", "unowned", "late", "tasks"]) await look(`/staff/worklist?list=${list}`, `worklist-${list}`);
  await look("/staff/worklist?state=closed", "worklist-closed");
  await look("/staff/search", "search");
  await look("/staff/search?q=back+gate", "search-found");
  await look("/staff/search?q=xylophone", "search-nothing");
  await staff.goto(`${town.url}/staff/search?q=${reference}`);
  await town.letters.wait_for("amina@resident.example");
  await staff.locator("tbody a").first().click();
  await shoot(staff, "case");
  const colleague = await browser.signed_in(town, "officer", new URL(staff.url()).pathname);
  await colleague.getByText("Add a note").click();
  await colleague.getByLabel("Note").first().fill("The lorry was out of order; the round is on Thursday now.");
  await colleague.getByRole("button", { name: "Save note" }).click();
  await staff.locator(".gh-notice").waitFor();
  await shoot(staff, "case-changed");
  await staff.reload();
  await staff.getByRole("button", { name: "Close the case" }).click();
  await shoot(staff, "case-wrong");
  await colleague.getByLabel("The bin has been emptied").check();
  await colleague.getByRole("button", { name: "Close the case" }).click();
  await staff.getByLabel("The bin was not out by 7am").check();
  await staff.getByRole("button", { name: "Close the case" }).click();
  await shoot(staff, "case-conflict");
  await town.letters.wait_for("amina@resident.example", 2);
  await staff.goto(colleague.url());
  await shoot(staff, "case-closed");
  await resident.goto(town.url + request);
  await resident.getByLabel("Email address, phone number or tracking code").fill("amina@resident.example");
  await resident.getByRole("button", { name: "Show my request" }).click();
  await expect_question(resident, "Report a missed bin collection");
  await shoot(resident, "request-closed");
  for (const page of ["fixed", "not-fixed"]) await see(`${request}/${page}`, `request-${page}`);

  await staff.getByRole("button", { name: "Reopen the case" }).click();
  await shoot(staff, "case-reopen-wrong");
  await staff.getByLabel("It was closed by mistake").check();
  await staff.getByRole("button", { name: "Reopen the case" }).click();
  await staff.getByRole("button", { name: "Take it" }).click();
  await shoot(staff, "case-mine");
  await staff.getByRole("link", { name: "Hand it over" }).click();
  await shoot(staff, "handover");
  await staff.goBack();
  await staff.getByRole("link", { name: "What they told us before" }).click();
  await shoot(staff, "person");

  const caller = await browser.signed_in(town, "agent", "/staff/call");
  await shoot(caller, "call-begin");
  await caller.getByRole("button", { name: "Begin" }).click();
  await shoot(caller, "call");
  await caller.getByLabel("Find the caller").fill("joan");
  await caller.locator("#found-callers .gh-pick").first().waitFor();
  await shoot(caller, "call-found");
  await caller.locator("#found-callers .gh-pick").first().click();
  await caller.getByLabel("In their own words").fill("hole in the road");
  await caller.locator("#found-services .gh-pick", { hasText: "pothole" }).click();
  await caller.getByLabel("Yes, somebody is hurt").check();
  await shoot(caller, "call-script-stop");
  await caller.getByRole("button", { name: "Log it and finish the call" }).click();
  await caller.getByRole("alert").first().waitFor();
  await shoot(caller, "call-wrong");
  await caller.getByLabel("No", { exact: true }).check();
  await caller.getByLabel("The road", { exact: true }).check();
  await caller.getByLabel("I do not know").check();
  await caller.getByRole("button", { name: "Log it and finish the call" }).click();
  await caller.locator(".gh-finished").waitFor();
  await shoot(caller, "call-finished");
  await caller.goto(staff.url().replace(/people.*/, "worklist"));
  await caller.locator("tbody a").first().click();
  await caller.getByText("Add a note").click();
  await caller.getByLabel("Note", { exact: true }).fill("She rang again: the bin is at the back gate.");
  await caller.context().clearCookies({ name: "session" });
  await caller.getByRole("button", { name: "Save note" }).click();
  await caller.getByLabel("Email address").fill("agent@guildhall.example");
  await caller.getByLabel("Password", { exact: true }).fill(password);
  await caller.getByRole("button", { name: "Sign in" }).click();
  await caller.getByRole("button", { name: "Send it now" }).waitFor();
  await shoot(caller, "kept");

  const agent = await browser.signed_in(town, "agent", "/staff/contacts");
  await shoot(agent, "contacts");
  await agent.goto(`${town.url}/staff/contacts/new`);
  await shoot(agent, "contact");
  await agent.getByLabel("How many minutes").fill("a few");
  await agent.getByRole("button", { name: "Save" }).click();
  await shoot(agent, "contact-wrong");
  await agent.getByLabel("How many minutes").fill("4");
  await agent.getByLabel("Name (optional)").fill("Bethan Brown");
  await agent.getByLabel("Request to make now").selectOption("missed-bin");
  await agent.getByRole("button", { name: "Save" }).click();
  await shoot(agent, "contact-request");
  const admin = await browser.signed_in(town, "admin", "/staff/jobs");
  await shoot(admin, "jobs");
  await admin.goto(`${town.url}/staff/account`);
  await shoot(admin, "account");
} finally {
  await browser.engine.close();
  await town.stop();
}
for (const complaint of browser.complaints) console.log(`complaint: ${complaint}`);
