// A parking permit from end to end: a resident applies with proof and pays, an officer checks the proof, a table decides, the permit is issued until a
// day, and the letter says so. The reminder before that day is a deadline on the list of jobs; that it is sent is a test of casework, where the clock
// can be set. Who is refused gets back all that was paid, by two colleagues.

import assert from "node:assert/strict";
import { test } from "node:test";
import { finish, photo, reachable, take } from "./lib/back_office.mjs";
import { Browser } from "./lib/browser.mjs";
import { expect_clean } from "./lib/clean.mjs";
import { follow, go_on, open_case_of, say_where } from "./lib/errands.mjs";
import { good_card, have_it_tell, pay_there, send_and_go_on_to_pay, set_account, start_provider } from "./lib/payments.mjs";
import { postgres, start_town, stored_rows } from "./lib/program.mjs";

const email = "rosa@resident.example";

async function apply(page, town, look = () => expect_clean(page)) {
  await page.goto(`${town.url}/services/resident-parking-permit`);
  await look();
  await page.getByRole("button", { name: "Start now" }).click();
  await page.getByLabel("Where do you live?").fill("12 Canal Walk, GH2 1AB");
  await say_where(page, "Is it a new permit or a renewal?");
  await page.getByLabel("A new permit").check();
  await go_on(page, "What is the registration number?");
  await page.getByLabel("What is the registration number?").fill("ab12 cde");
  await go_on(page, "How much carbon dioxide does it give off?");
  await look();
  await page.getByLabel("Up to 120 g/km").check();
  await go_on(page, "How many permits does your home have already?");
  await page.getByLabel("None", { exact: true }).check();
  await go_on(page, "Show us your proof");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByText("Choose the files that are your proof").first().waitFor();
  await look();
  await page.locator("input[type=file]").setInputFiles({ name: "logbook.png", mimeType: "image/png", buffer: photo });
  await go_on(page, "Is there anything else we should know? (optional)");
  await go_on(page, "Your details");
  await page.getByLabel(/^Full name/).fill("Rosa Reeve");
  await page.getByLabel(/^Email address/).fill(email);
  await go_on(page, "Check your answers");
  assert.match(await page.textContent("main"), /You will pay £60\.00: 12 months, up to 120 g\/km\./);
  await look();
  const reference = await send_and_go_on_to_pay(page, "£60.00");
  await look();
  return reference;
}

async function pay(page) {
  await pay_there(page, good_card);
  await page.getByText("Payment received").waitFor();
}

/** What the officer says of the proof. */
async function check_proof(desk, town, reference, lives_there) {
  await take(desk, town, reference, "Check the proof");
  await desk.getByRole("group", { name: "Does the proof show that they live in the zone?" }).getByLabel(lives_there, { exact: true }).check();
  await desk.getByRole("group", { name: "Does the logbook or insurance name them and the address?" }).getByLabel("Yes", { exact: true }).check();
  await finish(desk);
}

const next_year = new Date().getUTCFullYear() + 1;

async function issue(desk, town, reference) {
  await take(desk, town, reference, "Issue the permit");
  await desk.getByLabel("What is the number of the permit?").fill("RP-10427");
  for (const [part, value] of [["Day", "20"], ["Month", "12"], ["Year", String(next_year)]]) await desk.getByLabel(part, { exact: true }).fill(value);
  await finish(desk);
}

const told = (letter) => letter.text.replaceAll(/[\s*]+/g, " ");

async function letter_that_says(town, what, at_least) {
  const letters = await town.letters.wait_for(email, at_least);
  const found = letters.find((letter) => what.test(letter.subject) || what.test(told(letter)));
  assert.ok(found, `no letter says ${what}: ${letters.map((letter) => letter.subject).join("; ")}`);
  return found;
}

async function in_a_town(on, errand) {
  const town = await start_town({ on, requests: 5, settings: reachable });
  const provider = await start_provider();
  const browser = await Browser.open();
  try {
    await set_account(browser, town, provider);
    await have_it_tell(provider, town);
    await errand(browser, town, provider);
    await browser.close();
  } finally {
    await browser.engine.close();
    provider.stop();
    await town.stop();
  }
}

async function permit_is_issued(browser, town) {
  const rosa = await browser.phone();
  const reference = await apply(rosa, town);

  // Nobody works on what is not paid.
  const parveen = await browser.signed_in(town, "parking", "/staff/work");
  await parveen.goto(`${town.url}/staff/work?list=team`);
  assert.equal(await parveen.locator("tbody tr", { hasText: reference }).count(), 0, "there is no task before it is paid");
  await open_case_of(parveen, town, reference);
  assert.match(await parveen.textContent("main"), /Wait until it is paid/);
  await expect_clean(parveen);

  await pay(rosa);
  await expect_clean(rosa);
  await letter_that_says(town, /You paid £60\.00 for/, 2);
  await check_proof(parveen, town, reference, "Yes");
  await issue(parveen, town, reference);

  const permit = await letter_that_says(town, /^Your permit/, 4);
  assert.match(permit.text, /You live in the zone and keep the vehicle there/);
  assert.match(told(permit), new RegExp(`It is valid until 20 December ${next_year}\\.`));
  await open_case_of(parveen, town, reference);
  assert.match(await parveen.textContent("#payment"), /£60\.00: 12 months, up to 120 g\/km\s+Paid/);
  await follow(rosa, town, reference, email);
  await rosa.getByText("You have the permit").first().waitFor();
  assert.match(await rosa.textContent("main"), /Paid on/);
  await expect_clean(rosa);

  const reminders = (await stored_rows(town, "jobs_job")).filter((job) => job.kind === "casework.remind");
  assert.equal(reminders.length, 1);
  assert.equal(reminders[0].state, "waiting");
  assert.match(reminders[0].payload, /permit_renewal/);
  assert.equal(Number(String(reminders[0].due).slice(0, 10)), Date.UTC(next_year, 10, 22, 10) / 1000, "four weeks before it ends");
}

async function permit_is_refused(browser, town, provider) {
  const rosa = await browser.phone({ javaScriptEnabled: false });
  const reference = await apply(rosa, town, () => {});
  await pay(rosa);
  const parveen = await browser.signed_in(town, "parking", "/staff/work");
  await check_proof(parveen, town, reference, "No: the home was built as car-free");
  const refusal = await letter_that_says(town, /built as car-free/, 3);
  assert.match(told(refusal), /We give back all that you paid.*review within 28 days/);

  // The case stays open until the money is on its way: one asks, another approves.
  const ray = await browser.signed_in(town, "roads");
  await open_case_of(ray, town, reference);
  await ray.locator("#payment").getByRole("link").click();
  await ray.getByRole("heading", { name: "Payment of £60.00" }).waitFor();
  assert.equal(await ray.getByLabel("How much?").inputValue(), "60.00");
  await ray.locator("input[name=reason]").fill("The permit was refused");
  await ray.getByRole("button", { name: "Ask a colleague to approve" }).click();
  await ray.getByText("Asked for. A colleague must approve it now.").waitFor();
  const address = ray.url();
  const dilys = await browser.signed_in(town, "director", new URL(address).pathname);
  await dilys.getByRole("button", { name: "Approve", exact: true }).click();
  await dilys.getByText("Approved. The money is on its way.").waitFor();
  await take(parveen, town, reference, "Give the fee back");
  await finish(parveen);
  await letter_that_says(town, /£60\.00 is on its way/, 4);
  await follow(rosa, town, reference, email);
  await rosa.getByText("We could not give a permit").first().waitFor();
  const [refund] = (await provider.ask("GET", "/state")).refunds;
  assert.equal(refund.amount, 6000);
}

test("a resident parking permit from application and payment to permit, on SQLite", () => in_a_town("sqlite", permit_is_issued));
test("the same on PostgreSQL", { skip: !postgres && "GUILDHALL_TEST_POSTGRES is not set" }, () => in_a_town("postgres", permit_is_issued));
test("who is refused gets all of it back, without script", () => in_a_town("sqlite", permit_is_refused));
