// Too many crews are sent for blue bins that were left because of a red tag. A service designer asks for the tag, promises less, has a second visit
// approved, tries it, and publishes it to two wards. The next report there follows it; those that are under way, and all other wards, keep theirs.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { expect_clean } from "./lib/clean.mjs";
import { go_on, open_case_of, send_and_read_reference, send_at_once } from "./lib/errands.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

in_town();

const service = "missed-bin";
const tag = "Was there a red tag on it?";
const home = "100090000001";
const elsewhere = "100090005001";
let there;
let tried;
const press = (page, name) => page.locator("main").getByRole("button", { name, exact: true }).click();

/** The code of the ward in which an address lies, as the page of the neighbourhood has it; empty for an address that is none. */
async function ward_of(page, uprn) {
  const answer = await page.request.get(`${town.url}/my-area?uprn=${uprn}`);
  return answer.ok() ? ((await answer.text()).match(/ward=(E\w+)/)?.[1] ?? "") : "";
}

async function design(page) {
  await page.goto(`${town.url}/staff/services`);
  await expect_clean(page);
  await page.getByRole("link", { name: "Report a missed bin collection" }).click();
  await page.getByRole("button", { name: "Add a question" }).click();
  await page.getByLabel("The question", { exact: true }).fill(tag);
  await page.getByLabel("Code").first().fill("tag");
  await page.getByLabel("What kind of answer").selectOption("yes_no");
  await page.getByLabel("It must be answered").check();
  await page.getByLabel("Who is asked").selectOption({ label: "Only if “Which bin was missed?” is “Recycling (blue)”" });
  await page.getByLabel("The question, said aloud").fill("Did the crew leave a red tag?");
  await page.locator("#beside").getByText("Did the crew leave a red tag?").waitFor(); // follows what is typed
  await expect_clean(page);
  await press(page, "Save to the draft");
  await page.getByText("only if bin = \"recycling\"").waitFor();
  await expect_clean(page);

  await page.getByRole("link", { name: "Change Promise and deadlines" }).click();
  await page.getByLabel("Done within (working days)").fill("4");
  await page.getByLabel("As residents read it").fill("We will come back within 4 working days.");
  await expect_clean(page);
  await press(page, "Save to the draft");

  await page.getByRole("link", { name: "Change Steps of the work" }).click();
  await page.getByLabel("What has to be done").fill("Approve a second visit");
  await page.getByLabel("After which step").selectOption({ label: "1. Received" });
  await page.getByLabel("What residents read meanwhile").fill("We look whether we come again");
  await expect_clean(page);
  await press(page, "Add a step");
  await page.getByRole("strong").getByText("2. Approve a second visit").waitFor();
  await page.getByRole("link", { name: "Report a missed bin collection" }).first().click();
}

test("a broken draft cannot be published", async () => {
  const page = await browser.signed_in(town, "admin");
  await design(page);
  await page.getByText(/to put right before it can be published/).waitFor();
  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByText("It can be published once these are put right.").waitFor();
  assert.equal(await page.getByRole("button", { name: "Publish", exact: true }).count(), 0);
  await expect_clean(page);
});

test("an example puts it right; it is tried, and published to two wards with a reason", async () => {
  const before_it = await send_at_once(await browser.phone(), town, { location: "12 Canal Walk" });
  const page = await browser.signed_in(town, "admin", `/staff/services/${service}`);
  await page.getByRole("button", { name: "Add an example" }).click();
  await page.getByLabel("Whose errand it is, in a few words").fill("a blue bin with a tag");
  await page.getByLabel("Where should the bin have been emptied?").first().fill("3 Mill Lane");
  await page.getByLabel("Which bin was missed?").first().fill("recycling");
  await page.getByLabel(tag).first().fill("yes");
  await expect_clean(page);
  await press(page, "Save to the draft");
  await page.getByText("The check finds nothing wrong.").waitFor();

  await page.getByRole("button", { name: "Try it" }).click();
  await page.getByLabel("Where should the bin have been emptied?").fill("12 Canal Walk");
  await page.getByLabel("Recycling (blue)").check();
  await page.getByLabel("Yes").check();
  await expect_clean(page);
  await press(page, "Ask");
  await page.getByText(/The resident reads: We will come back within 4 working days/).waitFor();
  await expect_clean(page);
  await page.getByRole("heading", { name: "Approve a second visit" }).waitFor();
  await press(page, "It is done");
  await page.getByRole("heading", { name: "Do the work" }).waitFor();
  await page.getByLabel("The bin has been emptied").check();
  await press(page, "It is done");
  await page.getByText("The case is closed: The bin has been emptied").waitFor();
  assert.ok(await page.getByRole("heading", { name: "Letters that would be sent" }).count());
  await expect_clean(page);

  await page.goto(`${town.url}/staff/services/${service}/publication`);
  await page.getByText(`Question ‘tag’ was added: ${tag}`).waitFor();
  await page.getByText("Working days: 2 → 4").waitFor();
  await page.getByText(/Step added: Approve a second visit/).waitFor();
  await press(page, "Publish");
  await page.getByText("There is a problem").waitFor();
  await page.getByLabel("Try it out in some wards").check();
  const wards = page.locator("input[name=wards]");
  there = await ward_of(page, home);
  const second = await wards.evaluateAll((all, taken) => all.map((one) => one.value).find((code) => code !== taken), there);
  for (const code of [there, second]) await page.locator(`input[name=wards][value=${code}]`).check();
  tried = [there, second];
  await page.getByLabel("Why?").fill("Crews go out for nothing");
  await expect_clean(page);
  await press(page, "Publish");
  await page.getByText(/Version 2 is tried out/).waitFor();
  await page.getByRole("link", { name: "Versions and reasons" }).click();
  await page.getByText("Crews go out for nothing").waitFor();
  await expect_clean(page);

  await open_case_of(page, town, before_it);
  assert.equal(await page.getByText("Approve a second visit").count(), 0);
});

test("the next report there is asked more and follows the new steps; elsewhere nothing changed", async () => {
  const admin = await browser.signed_in(town, "admin");
  assert.ok(!tried.includes(await ward_of(admin, elsewhere)));
  const send = async (uprn, answers) => {
    const page = await browser.phone();
    await page.goto(`${town.url}/services/${service}/report`);
    const hidden = await page.locator("form input[type=hidden]").evaluateAll((all) => all.map((one) => [one.name, one.value]));
    const form = { ...Object.fromEntries(hidden), location: "At home", uprn, bin: "recycling", ...answers };
    const answer = await page.request.post(`${town.url}/services/${service}/report`, { form, headers: { Origin: town.url } });
    return { answer, text: await answer.text() };
  };
  const unasked = await send(home, {});
  assert.equal(unasked.answer.status(), 422); // the new question must be answered there
  assert.match(unasked.text, /red tag/);
  const sent = await send(home, { tag: "yes" });
  assert.match(sent.answer.url(), /\/sent$/);
  const reference = sent.answer.url().split("/").at(-2).replace(/(.{4})(.{4})(.{4})/, "$1-$2-$3");
  await open_case_of(admin, town, reference);
  await admin.getByText("Approve a second visit").first().waitFor();
  await admin.getByText(tag).waitFor();

  const other = await send(elsewhere, {});
  assert.match(other.answer.url(), /\/sent$/);
  const old = other.answer.url().split("/").at(-2).replace(/(.{4})(.{4})(.{4})/, "$1-$2-$3");
  await open_case_of(admin, town, old);
  assert.equal(await admin.getByText("Approve a second visit").count(), 0);
});

test("two who change the same question lose no words, and an older version is published again", async () => {
  const [ada, ben] = [await browser.signed_in(town, "admin"), await browser.signed_in(town, "admin", "/staff", { javaScriptEnabled: false })];
  for (const page of [ada, ben]) await page.goto(`${town.url}/staff/services/${service}/questions/details`);
  await ada.getByLabel("The question", { exact: true }).fill("What else should we know?");
  await press(ada, "Save to the draft");
  await ada.getByRole("link", { name: "What else should we know?" }).waitFor();
  await ben.getByLabel("The question", { exact: true }).fill("Anything else?");
  await press(ben, "Save to the draft");
  await ben.getByText(/Somebody else has saved this meanwhile/).waitFor();
  assert.equal(await ben.getByLabel("The question", { exact: true }).inputValue(), "Anything else?");
  await press(ben, "Save to the draft");
  await ben.getByRole("link", { name: "Anything else?" }).waitFor();

  await ada.goto(`${town.url}/staff/services/${service}/versions/2`);
  await ada.getByLabel("Why?").fill("It works: now for everybody");
  await press(ada, "Publish this version again");
  await ada.getByText("Version 3 is offered.").waitFor();
  const page = await browser.phone();
  await page.goto(`${town.url}/services/${service}/report`);
  await page.getByLabel("Where should the bin have been emptied?").fill("Behind the old chapel");
  await go_on(page, "Which bin was missed?");
  await page.getByLabel("Recycling (blue)").check();
  await go_on(page, "Is there anything else we should know? (optional)");
  await go_on(page, tag);
  await page.getByLabel("Yes").check();
  await go_on(page, "Your details");
  await go_on(page, "Check your answers");
  await send_and_read_reference(page);
});
