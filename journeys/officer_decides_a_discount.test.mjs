// The single person's discount from end to end: a resident claims it on a phone, an officer checks the evidence, a table decides, a colleague
// approves, the revenues system notes it on the account, and the resident is told why and how to appeal.

import assert from "node:assert/strict";
import { test } from "node:test";
import { connect, finish, reachable, secret, start_back_office, take, until } from "./lib/back_office.mjs";
import { Browser } from "./lib/browser.mjs";
import { expect_clean } from "./lib/clean.mjs";
import { follow, go_on, open_case_of, say_where, send_and_read_reference } from "./lib/errands.mjs";
import { postgres, start_town } from "./lib/program.mjs";

const email = "rosa@resident.example";

/** From the front page, in her own words, to the thanks. Returns the reference, as spoken. */
async function claim(page, town) {
  const look = () => expect_clean(page);
  await page.goto(`${town.url}/search?q=${encodeURIComponent("my partner moved out")}`);
  await page.getByRole("link", { name: "Claim the single person discount" }).first().click();
  await page.getByText("A quarter (25%) comes off if you are the only adult who counts.").waitFor();
  await look();
  await page.getByRole("button", { name: "Start now" }).click();
  await page.getByLabel("Which home is it about?").fill("12 Canal Walk, GH2 1AB");
  await say_where(page, "Since when are you the only adult at home?");
  await look();
  for (const [part, value] of [["Day", "15"], ["Month", "10"], ["Year", "2026"]]) await page.getByLabel(part, { exact: true }).fill(value);
  await go_on(page, "What happened?");
  await page.getByLabel("Somebody moved out").check();
  await go_on(page, "Does any other adult live or stay there?");
  await page.getByLabel("No", { exact: true }).check();
  await go_on(page, "Who moved out, and where to?");
  await look();
  await page.getByLabel("Who moved out, and where to?").fill("Pat Reeve, to Leeds");
  await go_on(page, "What is your council tax account number? (optional)");
  await page.getByLabel("What is your council tax account number? (optional)").fill("1234 567 A");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("alert").waitFor();
  await look();
  await page.getByLabel("What is your council tax account number? (optional)").fill("1234 5678");
  await go_on(page, "Is there anything else we should know? (optional)");
  await go_on(page, "Do you have photos? (optional)");
  await go_on(page, "Your details");
  await page.getByLabel(/^Full name/).fill("Rosa Reeve");
  await page.getByLabel(/^Email address/).fill(email);
  await go_on(page, "Check your answers");
  await look();
  return send_and_read_reference(page, look);
}

async function check_evidence(desk, town, reference) {
  await take(desk, town, reference, "Check the evidence");
  await desk.getByRole("button", { name: "Finish this task" }).click();
  await desk.getByRole("alert").getByText("Enter how many adults who count live there").waitFor();
  await expect_clean(desk);
  await desk.getByLabel("How many adults who count live there?").fill("1");
  await desk.getByLabel("Yes", { exact: true }).check();
  await desk.getByLabel("What did you look at?").fill("The electoral register, and the tenancy agreement.");
  await finish(desk);
}

async function errand(on) {
  const town = await start_town({ on, settings: reachable });
  const browser = await Browser.open();
  const revenues = await start_back_office();
  try {
    await revenues.ask("PUT", "/switches", { url: `${town.url}/hooks/revenues`, secret, outcomes: ["noted"] });
    const admin = await browser.signed_in(town, "admin", "/staff/connectors");
    await connect(admin, revenues, { code: "revenues", name: "Revenues system", statuses: "noted = noted" });

    const rosa = await browser.phone();
    const reference = await claim(rosa, town);

    // Tara checks; the table says a quarter; she may not approve it herself. Theo sends it back once, with a reason, then approves it.
    const tara = await browser.signed_in(town, "tax", "/staff/work");
    const theo = await browser.signed_in(town, "tax.lead", "/staff/work");
    await check_evidence(tara, town, reference);
    await tara.goto(`${town.url}/staff/work?list=team`);
    await tara.locator("tbody tr", { hasText: reference }).getByRole("link", { name: "Approve the decision" }).click();
    await tara.getByLabel("Yes", { exact: true }).check();
    await tara.getByRole("button", { name: "Finish this task" }).click();
    await tara.getByRole("alert").getByText("Somebody else must do this").first().waitFor();
    await take(theo, town, reference, "Approve the decision");
    await theo.getByText("Why did it come here?").click();
    await theo.getByText("s.11(1)(a): one resident").first().waitFor();
    await expect_clean(theo);
    await theo.getByLabel("No, the evidence must be looked at again").check();
    await theo.getByLabel("What should be looked at again?").fill("Does Pat still get post there?");
    await finish(theo);
    await check_evidence(tara, town, reference);
    await take(theo, town, reference, "Approve the decision");
    await theo.getByLabel("Yes", { exact: true }).check();
    await finish(theo);

    // The revenues system is told what to note, and says that it did.
    await until("the revenues system has it", async () => (await revenues.ask("GET", "/state")).errands.length === 1);
    const [noted] = (await revenues.ask("GET", "/state")).errands;
    assert.match(noted.body, /Note it on the account/);
    assert.match(noted.body, /a quarter comes off/);
    await open_case_of(theo, town, reference);
    await theo.getByText("Waiting: Note it on the account").waitFor();
    await expect_clean(theo);
    await revenues.ask("POST", "/work");

    // Rosa is told: the reasons and the appeal, and that it is done; her page says the same.
    const letters = await town.letters.wait_for(email, 3);
    const decision = letters.find((letter) => letter.subject.startsWith("Our decision"));
    assert.match(decision.text, /a quarter comes off/);
    assert.match(decision.text, /Valuation Tribunal/);
    await follow(rosa, town, reference, email);
    await rosa.getByText("You have the discount, and a new bill follows").first().waitFor();
    await rosa.getByText("A second officer looks over the decision").first().waitFor();
    await expect_clean(rosa);
  } finally {
    revenues.stop();
    await browser.close();
    await town.stop();
  }
}

test("a single person's discount from claim to letter, on SQLite", () => errand("sqlite"));
test("the same on PostgreSQL", { skip: !postgres && "GUILDHALL_TEST_POSTGRES is not set" }, () => errand("postgres"));
