// A service designer changes the table that says who goes to fly-tipping, sees at once what every example comes to and what no rule answers, begins a
// table of their own, and asks the same few things of each of several.

import assert from "node:assert/strict";
import { test } from "node:test";
import { expect_clean } from "./lib/clean.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

in_town();

const service = "fly-tipping";
const press = (page, name) => page.locator("main").getByRole("button", { name, exact: true }).click();
const change = (page, how, rule) => page.getByRole("button", { name: new RegExp(`^${how}.*${rule}$`) }).click();
const comes_to = (page, example) => page.locator("#beside tr", { hasText: example });

test("a table is changed with its examples beside it, and what no rule answers is named", async () => {
  const page = await browser.signed_in(town, "admin", `/staff/services/${service}`);
  await page.getByRole("link", { name: "Change Decision tables" }).click();
  await expect_clean(page);
  await page.getByRole("link", { name: "triage" }).click();
  assert.match(await comes_to(page, "a sofa in an alley").textContent(), /6\s*crew/);
  await page.getByLabel("Rule 6: Who goes").fill('"contractor"');
  await comes_to(page, "a sofa in an alley").getByText("contractor").waitFor(); // follows what is typed
  await expect_clean(page);

  await change(page, "Remove", "Rule 6");
  await page.getByText(/no rule answers/).waitFor();
  await expect_clean(page);
  await press(page, "Add a rule");
  await page.getByLabel("Rule 6: Who goes").fill('"crew');
  await page.locator("#beside .gh-panel--alert").getByText(/rule 6|triage/).first().waitFor();
  await page.getByLabel("Rule 6: Who goes").fill('"crew"');
  await page.getByLabel("Rule 6: Why").fill("A crew clears what is left");
  await change(page, "Up", "Rule 6");
  assert.equal(await page.getByLabel("Rule 5: Why").inputValue(), "A crew clears what is left");
  await change(page, "Down", "Rule 5");
  await press(page, "Save to the draft");
  await page.reload();
  assert.equal(await page.getByLabel("Rule 6: Why").inputValue(), "A crew clears what is left");
});

test("two who change one table at once are told, and nothing typed is lost", async () => {
  const [ada, ben] = [await browser.signed_in(town, "admin"), await browser.signed_in(town, "admin")];
  for (const page of [ada, ben]) await page.goto(`${town.url}/staff/services/${service}/decisions/triage/1`);
  await ada.getByLabel("Rule 1: Why").fill("Ada was here");
  await press(ada, "Save to the draft");
  await ben.getByLabel("Rule 2: Why").fill("Ben was here");
  await press(ben, "Save to the draft");
  await ben.getByText(/meanwhile/).first().waitFor();
  assert.equal(await ben.getByLabel("Rule 2: Why").inputValue(), "Ben was here");
  await expect_clean(ben);
});

test("a table of one's own is begun, with a condition more", async () => {
  const page = await browser.signed_in(town, "admin", `/staff/services/${service}/decisions`);
  await press(page, "Add a table");
  await page.getByText("Enter a name for the table").first().waitFor();
  await page.getByLabel("Name", { exact: true }).fill("urgency");
  await page.getByLabel("The question it answers").fill("How urgent is it?");
  await press(page, "Add a table");
  await page.getByRole("link", { name: "urgency" }).click();
  await page.getByText("Columns, and which rule counts").click();
  await page.getByLabel("What is looked at, in FEEL").fill("answers.size");
  await press(page, "Add a condition");
  await page.getByLabel("What is looked at, in FEEL").nth(1).fill("answers.danger");
  await page.getByLabel("Heading of the column").nth(1).fill("Danger");
  await press(page, "Look at it");
  await page.getByLabel("Rule 1: Danger").fill('"road"');
  await page.getByLabel("Rule 1: result").fill('"today"');
  await press(page, "Save to the draft");
  await expect_clean(page);
  assert.equal(await page.getByLabel("Rule 1: result").inputValue(), '"today"');
});

test("the same is asked of each of several, and a reference is spelled as the council spells it", async () => {
  const page = await browser.signed_in(town, "admin", `/staff/services/${service}/questions/new`);
  await page.getByLabel("The question", { exact: true }).fill("Whom did you see?");
  await page.getByLabel("Code").first().fill("seen_people");
  await page.getByLabel("What kind of answer").selectOption("group");
  await page.getByLabel("What one of them is called").fill("Person");
  await press(page, "Save to the draft");
  await page.getByText(/questions' lists/).first().waitFor();
  await expect_clean(page);
  await page.getByLabel("What is asked first of each").fill("What did they look like?");
  await press(page, "Save to the draft");
  await page.getByRole("link", { name: "Whom did you see?" }).click();
  await page.getByRole("heading", { name: "What is asked of each: Person" }).waitFor();
  await expect_clean(page);
  await page.getByRole("button", { name: "Add a question" }).click();
  await page.getByLabel("The question", { exact: true }).fill("What was the number of the report before?");
  await page.getByLabel("What kind of answer").selectOption("reference");
  await page.getByLabel("How it is spelled").fill("FT/99999\nFT-9999");
  await page.locator("#beside").getByText("What was the number of the report before?").first().waitFor();
  await expect_clean(page);
  await press(page, "Save to the draft");
  await page.getByRole("link", { name: "What was the number of the report before?" }).click();
  assert.equal(await page.getByLabel("How it is spelled").inputValue(), "FT/99999\nFT-9999\n");
  await page.getByLabel("How it is spelled").fill("???");
  await press(page, "Save to the draft");
  await page.getByText(/a shape is up to 40/).first().waitFor();
});

test("without script, another kind of answer brings its fields by the button", async () => {
  const page = await browser.signed_in(town, "admin", `/staff/services/${service}/questions/new`, { javaScriptEnabled: false });
  await page.getByLabel("The question", { exact: true }).fill("What it costs");
  await page.getByLabel("What kind of answer").selectOption("calculated");
  await press(page, "Look at it");
  await page.getByLabel("What comes of it").selectOption("money");
  await page.getByLabel("How it is calculated").fill("1200 + nothing * 400");
  await page.getByLabel("The calculation in words").fill("£12, and more");
  await press(page, "Save to the draft");
  await page.getByText(/value: /).first().waitFor();
  await page.getByLabel("How it is calculated").fill("1200");
  await press(page, "Save to the draft");
  await page.getByRole("link", { name: "What it costs" }).waitFor();
});

test("who hears of a late case, what it costs, and what officers are asked are changed too", async () => {
  const page = await browser.signed_in(town, "admin", `/staff/services/${service}`);
  await page.getByRole("link", { name: "Change Who hears when it is late" }).click();
  await page.locator("#step-to-1").fill("");
  await page.locator("#step-hours-1").fill("4");
  await press(page, "Save to the draft");
  await page.getByText("Enter who hears of it").first().waitFor();
  await page.locator("#step-to-1").fill("manager");
  await page.locator("#step-hours-1").fill("4");
  await page.locator("#step-days-1").fill("1");
  await press(page, "Save to the draft");
  await page.getByText("Enter either hours or days").first().waitFor();
  await expect_clean(page);
  await page.locator("#step-hours-1").fill("");
  await press(page, "Save to the draft");
  await page.locator(".govuk-summary-list__row", { hasText: "Who hears when it is late" }).getByText("manager").waitFor();

  await page.getByRole("link", { name: "Change Fee" }).click();
  await page.getByLabel("The table that says what it costs").selectOption({ label: "triage: Who goes?" });
  await page.getByLabel("What is paid for").fill("Clearing");
  await expect_clean(page);
  await press(page, "Save to the draft");
  await page.locator(".gh-panel--alert, .govuk-summary-list").getByText(/fee/).first().waitFor(); // half a fee cannot be published

  await page.getByRole("link", { name: "Change Forms of the work" }).click();
  await page.getByLabel("Code").fill("Not One");
  await press(page, "Add a form");
  await page.getByText("Enter a code of small letters").first().waitFor();
  await page.getByLabel("Code").fill("weighing");
  await page.getByLabel("What is asked first").fill("How heavy was it?");
  await press(page, "Add a form");
  await page.getByRole("link", { name: "How heavy was it?" }).click();
  await page.getByLabel("What kind of answer").selectOption("number");
  await page.getByLabel("Most").fill("10");
  await page.getByLabel("Least").fill("20");
  await press(page, "Save to the draft");
  await page.getByText(/'least' is more than 'most'/).first().waitFor();
  await page.getByLabel("Most").fill("5000");
  await expect_clean(page);
  await press(page, "Save to the draft");
  await page.getByRole("heading", { name: "Form: weighing" }).waitFor();
  await page.getByText("A number").waitFor();
});

test("what is typed while another kind of answer brings its fields is not lost", async () => {
  const page = await browser.signed_in(town, "admin", `/staff/services/${service}/questions/new`);
  await page.getByLabel("What kind of answer").selectOption("text");
  await page.getByText("Characters", { exact: true }).waitFor();
  let answer;
  const held = new Promise((release) => (answer = release));
  await page.route("**/questions/new", async (route) => (await held, route.continue()));
  await page.getByLabel("What kind of answer").selectOption("number");
  await page.getByLabel("Most", { exact: true }).fill("12");
  answer();
  await page.getByLabel("Digits behind the point of a number").waitFor();
  assert.equal(await page.getByLabel("Most", { exact: true }).inputValue(), "12");
});
