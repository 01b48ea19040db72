// Rosa wants a skip in front of her house. What she is asked hangs on where it will stand; she changes her mind before she sends it.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { expect_clean } from "./lib/clean.mjs";
import { expect_question, go_on, open_case_of, say_where, send_and_read_reference } from "./lib/errands.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

in_town();

const ground = "What will it stand on?";
const bays = "How many parking bays will it take up?";
const room = "Will 1.5 metres stay free for people to walk past?";
const period = "From when to when do you need it?";
const firm = "Which firm brings the skip? (optional)";
const more = "Is there anything else we should know? (optional)";

async function fill_days(page, from, to) {
  for (const [name, days] of [["First day", from], ["Last day", to]])
    for (const [part, value] of Object.entries(days)) await page.getByRole("group", { name, exact: true }).getByLabel(part, { exact: true }).fill(value);
}

/** The rows of the check, as "question: answer". */
async function rows(page) {
  const keys = await page.locator(".gh-answers dt, .govuk-summary-list__key").allTextContents();
  return keys.map((key) => key.trim());
}

async function change(page, question) {
  await page.getByRole("button", { name: `Change ${question}` }).click();
  await expect_question(page, question);
}

for (const [name, open] of [
  ["on a phone, with script", () => browser.phone()],
  ["at a desk without script", () => browser.desk({ javaScriptEnabled: false })],
])
  test(`${name}, only what follows from the answers is asked, and a changed answer asks what is new`, async () => {
    const page = await open();
    const look = async () => name.includes("with script") && (await expect_clean(page));
    await page.goto(`${town.url}/services/skip-licence/report`);
    await page.getByLabel("Where will the skip stand?").fill("22 Foundry Street");
    await say_where(page, ground);
    await page.getByLabel("A parking bay").check();
    await go_on(page, bays);
    await look();
    await page.getByLabel(bays).fill("five");
    await page.getByRole("button", { name: "Continue", exact: true }).click();
    await page.getByText("Enter a whole number, like 3").first().waitFor();
    await look();
    await page.getByLabel(bays).fill("2");
    await go_on(page, period);
    await look();
    await fill_days(page, { Day: "14", Month: "3", Year: "2027" }, { Day: "13", Month: "3", Year: "2027" });
    await page.getByRole("button", { name: "Continue", exact: true }).click();
    await page.getByText("The last day must be the same as or after the first day").first().waitFor();
    await look();
    await fill_days(page, { Day: "14", Month: "March", Year: "2027" }, { Day: "27", Month: "3", Year: "2027" });
    await go_on(page, firm);
    await go_on(page, more);
    await page.getByLabel(more).fill("It is for the old kitchen.");
    await go_on(page, "Your details");
    await page.getByLabel("Full name").fill("Rosa Green");
    await page.getByLabel("Email address").fill("rosa@resident.example");
    await go_on(page, "Check your answers");
    await look();
    assert.match(await page.textContent("main"), /Sunday 14 March 2027 to Saturday 27 March 2027/);
    assert.ok((await rows(page)).includes(bays) && !(await rows(page)).includes(room));

    await change(page, ground);
    await page.getByLabel("A pavement or verge").check();
    await go_on(page, room);
    await look();
    await page.getByLabel("Yes").check();
    await go_on(page, "Check your answers");
    assert.ok((await rows(page)).includes(room) && !(await rows(page)).includes(bays));

    await change(page, ground);
    await page.getByLabel("A parking bay").check();
    await go_on(page, bays);
    assert.equal(await page.getByLabel(bays).inputValue(), "2", "what was answered before is not lost");
    await go_on(page, "Check your answers");
    const reference = await send_and_read_reference(page, look);

    const desk = await browser.signed_in(town, "highways");
    await open_case_of(desk, town, reference);
    const told = await desk.textContent("main");
    for (const words of ["A parking bay", bays, "Sunday 14 March 2027 to Saturday 27 March 2027"]) assert.ok(told.includes(words), `the case says ${words}`);
    assert.ok(!told.includes(room), "what is not asked is not kept");
    await desk.context().close();
  });

test("several things are ticked, and a registration number is read in capitals", async () => {
  const page = await browser.phone();
  await page.goto(`${town.url}/services/bulky-waste/report`);
  await page.getByLabel("Where should we collect?").fill("40 Granby Street");
  await say_where(page, "What should we collect?");
  await expect_clean(page);
  await page.getByLabel("Furniture or mattresses").check();
  await page.getByLabel("Fridges or freezers").check();
  await page.getByLabel("Gas bottles, asbestos or chemicals").check();
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByText("We cannot collect these from homes").waitFor();
  await expect_clean(page);
  await page.getByRole("button", { name: "Change my answer" }).click();
  await expect_question(page, "What should we collect?");
  await page.getByLabel("Gas bottles, asbestos or chemicals").uncheck();
  await go_on(page, "How many things are there?");
  await page.getByLabel("How many things are there?").fill("2");
  await go_on(page, "What are they, one by one?");
  await page.getByLabel("What are they, one by one?").fill("A sofa, a freezer");
  await go_on(page, "Where will they stand on the day? (optional)");
  await page.getByLabel("In front of the house").check();
  await go_on(page, "Does one of these apply to you?");
  await page.getByLabel("No", { exact: true }).check();
  await go_on(page, "Do you have photos? (optional)");
  await go_on(page, "When should we collect?");
  await page.getByLabel("None of these times: contact me to agree one").check();
  await go_on(page, "Your details");
  await page.getByLabel("Email address").fill("rosa@resident.example");
  await go_on(page, "Check your answers");
  assert.match(await page.textContent("main"), /Furniture or mattresses; Fridges or freezers/);
  await send_and_read_reference(page);

  await page.goto(`${town.url}/services/abandoned-vehicle/report`);
  await page.getByLabel("Where is the vehicle?").fill("Quarry Road lay-by");
  await say_where(page, "What is its registration number? (optional)");
  await page.getByLabel("What is its registration number?").fill("ab12cde");
  await go_on(page, "What make, model and colour is it?");
  await expect_clean(page);
  await page.goBack();
  await expect_question(page, "What is its registration number? (optional)");
});

test("an agent is asked what follows while the caller talks, with script and without", async () => {
  const desk = await browser.signed_in(town, "agent", "/staff/call");
  await desk.getByRole("button", { name: "Begin" }).click();
  await desk.getByLabel("In their own words").fill("hire a skip");
  await desk.locator("#found-services .gh-pick", { hasText: "skip licence" }).click();
  await desk.getByRole("heading", { name: "Ask for a skip licence" }).waitFor();
  const group = (question) => desk.locator(`[data-question]`, { hasText: question });
  assert.equal(await group("How many bays?").count(), 0);
  await desk.getByLabel("Where will the skip stand?").fill("22 Foundry Street");
  await desk.getByLabel("A parking bay").check();
  await group("How many bays?").waitFor();
  await expect_clean(desk);
  await group("How many bays?").getByRole("textbox").fill("2");
  await desk.getByLabel("The road").check();
  await group("How many bays?").waitFor({ state: "detached" });
  await desk.getByLabel("A pavement or verge").check();
  await group("Do 1.5 metres stay free beside it?").waitFor();
  await expect_clean(desk);

  const plain = await browser.signed_in(town, "agent", "/staff/call", { javaScriptEnabled: false });
  await plain.goto(desk.url());
  await plain.getByLabel("Where will the skip stand?").fill("22 Foundry Street");
  await plain.getByLabel("A parking bay").check();
  await fill_days(plain, { Day: "1", Month: "6", Year: "2027" }, { Day: "7", Month: "6", Year: "2027" });
  await plain.getByRole("button", { name: "Log it and finish the call" }).click();
  await plain.getByText("Ask this as well: it follows from the answers").first().waitFor();
  assert.ok(await plain.getByLabel("A parking bay").isChecked(), "nothing typed is lost");
  await plain.getByLabel("The road").check();
  await plain.getByRole("button", { name: "Show what else to ask" }).click();
  await plain.locator("[data-question=bays]").waitFor({ state: "detached" });
  await plain.getByLabel("A parking bay").check();
  await plain.getByRole("button", { name: "Show what else to ask" }).click();
  await plain.locator("[data-question=bays] input").fill("2");
  for (const name of ["May I take your name?"]) if (await plain.getByLabel(name).count()) await plain.getByLabel(name).fill("Olive Ormerod");
  await plain.getByRole("button", { name: "Log it and finish the call" }).click();
  await plain.getByRole("heading", { name: "Call finished" }).waitFor();
});
