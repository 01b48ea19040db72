// Fly-tipping from end to end: a resident reports, a table decides who goes, an officer looks for evidence, a crew goes with a phone, the
// contractor's system is down for a while, the resident says "not cleared", the crew comes back. Nobody leaves the desk.

import assert from "node:assert/strict";
import { test } from "node:test";
import { connect, finish, photo, reachable, secret, start_back_office, take, until } from "./lib/back_office.mjs";
import { Browser, phone_size } from "./lib/browser.mjs";
import { expect_clean } from "./lib/clean.mjs";
import { follow, open_case_of, report_fly_tipping } from "./lib/errands.mjs";
import { postgres, start_town } from "./lib/program.mjs";

const email = "rosa@resident.example";

/** Returns the reference, as spoken. */
async function report(page, town) {
  const reference = await report_fly_tipping(page, town, { location: "The alley behind 14 Dyer Lane", seen: "A white van, Monday about ten at night.", email });
  return reference.replace(/(.{4})(.{4})(.{4})/, "$1-$2-$3");
}

async function errand(on) {
  const town = await start_town({ on, settings: reachable });
  const browser = await Browser.open();
  const contractor = await start_back_office();
  try {
    await contractor.ask("PUT", "/switches", { url: `${town.url}/hooks/contractor`, secret, outcomes: ["cleared"], down: "503" });
    const admin = await browser.signed_in(town, "admin", "/staff/connectors");
    await connect(admin, contractor, { code: "contractor", name: "Clearance contractor", statuses: "cleared = cleared" });

    const rosa = await browser.phone();
    const reference = await report(rosa, town);

    // Errol has it first, hands it to Enid, who gives it back; he sees why, and she takes it after all.
    const errol = await browser.signed_in(town, "enforcement.lead", "/staff/work");
    const enid = await browser.signed_in(town, "enforcement", "/staff/work");
    await take(errol, town, reference, "Look for evidence");
    await errol.getByRole("link", { name: "Hand it over" }).click();
    await errol.getByLabel("Person").selectOption({ label: "Enid Evans" });
    await expect_clean(errol);
    await errol.getByRole("button", { name: "Hand it over" }).click();
    await errol.getByRole("alert").getByText("What do they need to know").or(errol.getByRole("alert").getByText("Enter")).first().waitFor();
    await expect_clean(errol);
    await errol.getByLabel("What do they need to know?").fill("Mind the dog next door.");
    await errol.getByRole("button", { name: "Hand it over" }).click();
    await errol.getByText("Enid Evans has it").waitFor();
    await take(enid, town, reference, "Look for evidence");
    await enid.getByText("Handed over by Errol Ellis").waitFor();
    await enid.getByText("Mind the dog next door.").waitFor();
    await enid.getByRole("link", { name: "Give it back to the team" }).click();
    await expect_clean(enid);
    await enid.getByLabel("Why do you give it back?").fill("I am afraid of dogs.");
    await enid.getByRole("button", { name: "Give it back to the team" }).click();
    await enid.getByText("Nobody has it yet").waitFor();
    await errol.goto(`${town.url}/staff/work`);
    await errol.getByText("Given back, after you handed them over:").waitFor();
    await expect_clean(errol);
    await errol.getByRole("link", { name: "Look for evidence" }).first().click();
    await errol.getByText("I am afraid of dogs.").waitFor();
    await take(enid, town, reference, "Look for evidence");
    await enid.getByText("Why did it come here?").click();
    await enid.getByText("Somebody saw it: an officer looks before it is cleared").waitFor();
    await expect_clean(enid);
    await enid.getByRole("button", { name: "Finish this task" }).click();
    await enid.getByRole("alert").getByText("Select whether you found evidence").waitFor();
    await expect_clean(enid);
    await enid.getByLabel("Yes, there is evidence").check();
    await enid.getByLabel("What did you find?").fill("An envelope with an address.");
    await finish(enid);

    const cal = await browser.signed_in(town, "crew", "/staff/work", { viewport: phone_size });
    await take(cal, town, reference, "Clear it");
    await cal.getByLabel("Photos", { exact: true }).setInputFiles({ name: "sofa.png", mimeType: "image/png", buffer: photo });
    await cal.getByRole("button", { name: "Add photos" }).click();
    await cal.getByRole("heading", { name: "Photos from there" }).waitFor();
    await expect_clean(cal);
    await cal.getByLabel("It is too much for us, or dangerous: the contractor must come").check();
    await finish(cal);

    await until("the contractor was asked", async () => (await contractor.ask("GET", "/state")).calls > 0 || (await admin.goto(`${town.url}/staff/connectors`), (await admin.content()).includes("503")));
    await expect_clean(admin);
    const stella = await browser.signed_in(town, "streets", "/staff/worklist");
    await open_case_of(stella, town, reference);
    await stella.getByText("Waiting: Contractor clears it").waitFor();
    await stella.getByText("Task handed over: Look for evidence").waitFor();
    await stella.getByText("Mind the dog next door.").waitFor();
    await stella.getByText("Task given back: Look for evidence").waitFor();
    await stella.getByText("Show the map").click();
    await stella.getByRole("region", { name: "The map of this service, with where the case stands" }).waitFor();
    await expect_clean(stella);

    await contractor.ask("PUT", "/switches", { down: "" });
    await admin.goto(`${town.url}/staff/connectors/contractor`);
    const now = admin.getByRole("button", { name: "Try everything now" });
    if (await now.count()) await now.first().click();
    await until("the contractor has it", async () => (await contractor.ask("GET", "/state")).errands.length === 1);
    await until("the contractor calls back", async () => {
      await contractor.ask("POST", "/work");
      await enid.goto(`${town.url}/staff/work?list=team`);
      return (await enid.content()).includes("Decide what to do about who left it");
    });

    await take(enid, town, reference, "Decide what to do about who left it");
    await enid.getByLabel("A fixed penalty notice").check();
    await enid.getByLabel("Why?").fill("The envelope names a firm, and a neighbour saw its van.");
    await finish(enid);
    await enid.goto(`${town.url}/staff/work?list=team`);
    await enid.locator("tbody tr", { hasText: reference }).getByRole("link", { name: "Approve the action" }).click();
    await enid.getByLabel("Yes", { exact: true }).check();
    await enid.getByRole("button", { name: "Finish this task" }).click();
    await enid.getByRole("alert").getByText("Somebody else must do this").first().waitFor();
    await take(errol, town, reference, "Approve the action");
    await errol.getByLabel("Yes", { exact: true }).check();
    await finish(errol);

    await follow(rosa, town, reference, email);
    await rosa.getByText("We have cleared it and are looking into who left it").first().waitFor();
    await rosa.getByRole("heading", { name: "How far it is" }).waitFor();
    await rosa.getByText("Our contractor comes with the right vehicle").waitFor();
    await expect_clean(rosa);
    await rosa.getByRole("link", { name: "No, something is still wrong" }).or(rosa.getByRole("button", { name: "No, something is still wrong" })).first().click();
    await rosa.getByLabel("What is still wrong?").fill("The mattress is still there.");
    await rosa.getByRole("button", { name: "Send", exact: true }).click();
    await rosa.getByText("We have taken your request up again").first().waitFor();
    await rosa.getByText("A crew comes back to clear the rest").waitFor();

    await take(cal, town, reference, "Look again and clear the rest");
    await cal.getByLabel("It is cleared", { exact: true }).check();
    await finish(cal);
    await rosa.reload();
    await rosa.getByText("We have cleared it").first().waitFor();
    const letters = await town.letters.wait_for(email, 3);
    assert.ok(letters.length >= 3);
  } finally {
    contractor.stop();
    await browser.close();
    await town.stop();
  }
}

test("fly-tipping from report to return visit, on SQLite", () => errand("sqlite"));
test("the same on PostgreSQL", { skip: !postgres && "GUILDHALL_TEST_POSTGRES is not set" }, () => errand("postgres"));
