// Ada moves into the borough. She says so once, on her phone, and several services hear of it; she follows one of them. Theo tells of a death, with a
// day that is none and an account number that is none.

import assert from "node:assert/strict";
import { test } from "node:test";
import { expect_clean } from "./lib/clean.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

in_town({ requests: 5 });

const go_on = async (page, heading) => {
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
};

/** One answer among several on the page. */
const choose = (page, question, answer) => page.getByRole("group", { name: question }).getByLabel(answer, { exact: true }).check();

for (const [name, options] of [
  ["with touch", {}],
  ["without script", { javaScriptEnabled: false }],
])
  test(`one set of answers makes several requests, on a phone: ${name}`, async () => {
    const page = await browser.phone(options);
    const look = async () => name === "with touch" && (await expect_clean(page));
    await page.goto(`${town.url}/search?q=moving+house`);
    await page.getByRole("link", { name: "Moving home", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Moving home" }).waitFor();
    await look();
    await go_on(page, "Moving home");
    await page.getByRole("alert").getByRole("link", { name: "Select where you are moving" }).waitFor();
    await look();
    await choose(page, "Where are you moving?", "Into the borough");
    const day = page.getByRole("group", { name: "On which day do you move?" });
    for (const [part, value] of [["Day", "1"], ["Month", "12"], ["Year", "2026"]]) await day.getByLabel(part, { exact: true }).fill(value);
    await page.getByLabel("What is the other address?").fill("4 Station Road, Leeds LS1 1AA");
    await choose(page, "Do you own or rent the new home?", "I rent it");
    await choose(page, "Will you be the only adult living there?", "Yes");
    await choose(page, "Do you get housing benefit or council tax reduction from us?", "No");
    await page.getByLabel("Which home in the borough is it?").fill("12 Albion Street");
    await page.getByLabel("Full name (optional)").fill("Ada Quill");
    await page.getByLabel("Email address (optional)").fill(`ada.${name.length}@resident.example`);
    await go_on(page, "What we can do for you");
    assert.match(await page.textContent("main"), /Who is the only adult at home pays 25% less council tax/);
    await look();
    for (const unwanted of ["Ask for a new or replacement bin", "Ask about the electoral register or voting"]) await page.getByLabel(unwanted).uncheck();
    await go_on(page, "What we still need to know");
    await look();
    await choose(page, "Who is the card for?", "Me, 16 or older");
    await page.getByRole("group", { name: "Which library do you use most?" }).getByRole("radio").first().check();
    await go_on(page, "Check your answers");
    assert.match(await page.textContent("main"), /4 Station Road/);
    await look();
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "We have all of it" }).waitFor();
    await look();
    const references = await page.locator(".gh-reference").allInnerTexts();
    assert.equal(new Set(references).size, 3);
    assert.match(await page.textContent("main"), /We write to you about each of them/);
    await page.getByRole("link", { name: /^Follow: Tell us you are moving/ }).click();
    await page.getByRole("heading", { level: 1, name: /Tell us you are moving/ }).waitFor();
    assert.match(await page.textContent("main"), new RegExp(references[0]));
    assert.match(await page.textContent("main"), /Into the borough/);
    await look();
  });

test("a death is told once, and what is wrong on the way is named with everything else kept", async () => {
  const page = await browser.phone();
  const press = () => page.getByRole("button", { name: "Continue", exact: true }).click();
  const day = (number) => page.getByLabel("Day", { exact: true }).first().fill(number);
  await page.goto(`${town.url}/life-events/bereavement`);
  await page.getByLabel("What was their full name?").fill("Winifred Ashworth");
  await day("45");
  await page.getByLabel("Month", { exact: true }).first().fill("11");
  await page.getByLabel("Year", { exact: true }).first().fill("2026");
  await choose(page, "Which adults live in their home now?", "Nobody");
  await choose(page, "Did they, or does their home, get housing benefit or council tax reduction?", "No");
  await page.getByLabel("Where did they live?").fill("12 Canal Walk, GH2 1AB");
  await press();
  await page.getByRole("alert").getByText("Enter a real date").waitFor();
  assert.equal(await page.getByLabel("What was their full name?").inputValue(), "Winifred Ashworth");
  await expect_clean(page);
  await day("15");
  await go_on(page, "What we can do for you");
  await page.getByRole("button", { name: "Go to: Register a death" }).waitFor();
  await expect_clean(page);
  await go_on(page, "What we still need to know");
  for (const group of await page.locator("fieldset:has(input[type=radio])").all()) await group.locator("input[type=radio]").first().check();
  const account = page.getByLabel(/^What is your council tax account number/);
  await account.fill("12AB");
  await press();
  await page.getByRole("alert").getByText(/Enter your council tax reference number, like/).waitFor();
  await expect_clean(page);
  await account.fill("1234 5678");
  await go_on(page, "Check your answers");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "We have all of it" }).waitFor();
  await page.getByText("Write the references down").waitFor();
  assert.equal(new Set(await page.locator(".gh-reference").allInnerTexts()).size, 2);
  await expect_clean(page);
});
