// node journeys/screens.mjs [FOLDER]: every page of the demo borough at a phone's and a desk's width, as pictures to look
// at. bin/screens calls it.

import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Browser, desk_size, phone_size } from "./lib/browser.mjs";
import { fill_missed_bin, report_missed_bin } from "./lib/errands.mjs";
import { start_town } from "./lib/program.mjs";
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
  await see("/services/missed-bin/report", "report");
  await resident.getByLabel("Full name (optional)").fill("Amina Adeyemi");
  await resident.getByLabel("Email address (optional)").fill("amina at home");
  await resident.getByRole("button", { name: "Send" }).click();
  await shoot(resident, "report-wrong");
  const reference = await report_missed_bin(resident, town, { email: "amina@resident.example", name: "Amina Adeyemi" });
  await shoot(resident, "sent");
  await see("/requests", "track");
  await see("/requests?reference=12", "track-wrong");
  await see(`/requests/${reference.replaceAll("-", "")}`, "follow");
  await resident.getByLabel("Email address or phone number").fill("somebody@else.example");
  await resident.getByRole("button", { name: "Show my request" }).click();
  await shoot(resident, "follow-wrong");
  await resident.getByLabel("Email address or phone number").fill("amina@resident.example");
  await resident.getByRole("button", { name: "Show my request" }).click();
  await shoot(resident, "request");
  await see("/nowhere", "not-found");
  await see("/staff/sign-in", "sign-in");
  await resident.getByRole("button", { name: "Sign in" }).click();
  await shoot(resident, "sign-in-wrong");

  const staff = await browser.signed_in(town, "leader");
  const look = async (path, name) => (await staff.goto(town.url + path), await shoot(staff, name));
  await look("/staff/worklist", "worklist");
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
  await resident.goto(`${town.url}/requests/${reference.replaceAll("-", "")}`);
  await resident.getByLabel("Email address or phone number").fill("amina@resident.example");
  await resident.getByRole("button", { name: "Show my request" }).click();
  await shoot(resident, "request-closed");

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
