// Rosa moves in with her family. The form asks for an address, references, and the same few things of each person; she stops half way, comes
// back with a code, and sends it. Somebody else saves a form and rings: the agent goes on where they stopped.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { expect_clean } from "./lib/clean.mjs";
import { expect_question, go_on, open_case_of, publish_also, send_and_read_reference } from "./lib/errands.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

in_town({}, async () => {
  await publish_also(town, "moving", "streets");
});

const before_that = "Where did you live before?";
const account = "What is your council tax reference?";
const nino = "What is your National Insurance number? (optional)";
const age = "How old are you?";
const people = "Who else lives there?";
const shared = "Is it a shared house? (optional)";

const press = (page, name) => page.getByRole("button", { name, exact: true }).click();

async function add_person(page, name, [day, month, year]) {
  await page.getByLabel("Full name").fill(name);
  await page.getByLabel("Day", { exact: true }).fill(day);
  await page.getByLabel("Month", { exact: true }).fill(month);
  await page.getByLabel("Year", { exact: true }).fill(year);
  await go_on(page, people);
}

const lease = "Show us your lease";
const small_pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 90 90]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

async function draw(page) {
  const field = await page.locator(".gh-signature__field").boundingBox();
  await page.mouse.move(field.x + 30, field.y + 40);
  await page.mouse.down();
  await page.mouse.move(field.x + 120, field.y + 60, { steps: 4 });
  await page.mouse.up();
  await page.getByText("Your drawing goes along with your name").waitFor();
}

/** From the first page to the question of who else lives there. */
async function begin(page, look = async () => {}) {
  await page.goto(`${town.url}/services/moving/report`);
  await page.getByLabel(before_that).fill("OX9 9ZZ");
  await press(page, "Continue");
  await page.getByText("Enter the whole address, not the postcode alone").first().waitFor();
  await look();
  await page.getByLabel(before_that).fill("8 Orchard Close, Oxbridge, OX9 9ZZ");
  await go_on(page, account);
  await look();
  await page.getByLabel(account).fill("1234");
  await press(page, "Continue");
  await page.getByText("Enter your council tax reference number, like 12345678.").first().waitFor();
  await page.getByLabel(account).fill("1234 5678");
  await go_on(page, nino);
  await look();
  await page.getByLabel(nino).fill("ab123456c");
  await go_on(page, age);
  await page.getByLabel(age).fill("17");
  await press(page, "Continue");
  await page.getByRole("heading", { name: "You are not eligible" }).waitFor();
  await page.getByText("Only people of 18 or over pay council tax.").waitFor();
  await page.getByText("Ask an adult in the home to tell us").waitFor();
  await look();
  await press(page, "Change my answer");
  await expect_question(page, age);
  await page.getByLabel(age).fill("41");
  await go_on(page, people);
}

/** Leaves the form, and reads the code. */
async function save(page, contact, look = async () => {}) {
  await press(page, "Save and come back later");
  await page.getByRole("heading", { name: "Save and come back later" }).waitFor();
  await look();
  await press(page, "Save");
  await page.getByText("Enter an email address, a telephone number, or a word").first().waitFor();
  await page.getByLabel("Your email address or telephone number").fill(contact);
  await press(page, "Save");
  await page.getByRole("heading", { name: "Your form is saved" }).waitFor();
  await look();
  return (await page.locator(".govuk-panel__body").textContent()).match(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/)[0];
}

for (const [name, address, open] of [
  ["on a phone, with script", "rosa@resident.example", () => browser.phone()],
  ["at a desk without script", "tom@resident.example", () => browser.desk({ javaScriptEnabled: false })],
])
  test(`${name}, a household is told row by row, saved half way and sent another day`, async () => {
    const first = await open();
    const look = name.includes("with script") ? (page) => expect_clean(page) : async () => {};
    await begin(first, () => look(first));
    await first.getByText("You have not added anything yet.").waitFor();
    await look(first);
    await press(first, "Add");
    await first.getByRole("heading", { name: "Person 1" }).waitFor();
    await look(first);
    await press(first, "Continue");
    await first.getByText("Enter the full name").first().waitFor();
    await look(first);
    await add_person(first, "Tom Green", ["3", "2", "1980"]);
    await press(first, "Add another");
    await add_person(first, "Mo Geren", ["4", "5", "2012"]);
    await look(first);
    const code = await save(first, address, () => look(first));
    const [letter] = await town.letters.wait_for(address);
    assert.ok(letter.text.includes(code), "the letter tells the code");
    await first.context().close();

    const page = await open();
    await page.goto(`${town.url}/saved-form`);
    await look(page);
    await page.getByLabel("Code").fill(code.toLowerCase());
    await page.getByLabel("Your email address or telephone number").fill("someone@else.example");
    await press(page, "Go on");
    await page.getByText("We have no form for this code and contact detail.").first().waitFor();
    await page.getByLabel("Your email address or telephone number").fill(address.toUpperCase());
    await press(page, "Go on");
    await page.getByText("This is where you stopped.").waitFor();
    await expect_question(page, people);
    await look(page);
    await page.getByRole("button", { name: "Change Person 2" }).click();
    assert.equal(await page.getByLabel("Full name").inputValue(), "Mo Geren");
    await page.getByLabel("Full name").fill("Mo Green");
    await go_on(page, people);
    await page.getByText("Mo Green, Friday 4 May 2012").waitFor();
    await go_on(page, shared);
    await page.getByRole("button", { name: "Back", exact: true }).click();
    await expect_question(page, people);
    await press(page, "Add another");
    await add_person(page, "A guest", ["1", "1", "2000"]);
    await page.getByRole("button", { name: "Remove Person 3" }).click();
    await page.getByText("A guest").waitFor({ state: "detached" });
    await go_on(page, shared);
    await go_on(page, lease);
    await look(page);
    await press(page, "Continue");
    await page.getByText("Choose a file").first().waitFor();
    await page.getByLabel("Choose a file").setInputFiles({ name: "virus.exe", mimeType: "application/pdf", buffer: Buffer.from("MZ, this is no PDF") });
    await press(page, "Continue");
    await page.locator(".govuk-error-summary").waitFor();
    await look(page);
    await page.getByLabel("Choose a file").setInputFiles({ name: "lease.pdf", mimeType: "application/pdf", buffer: Buffer.from(small_pdf) });
    await press(page, "Add it, and choose another");
    await page.getByText("lease.pdf").first().waitFor();
    await look(page);
    await page.getByLabel("Choose another file").setInputFiles({ name: "page 2.png", mimeType: "image/png", buffer: readFileSync(new URL("../src/files/test/corpus/image_header/plain.png", import.meta.url)) });
    await press(page, "Continue");
    await expect_question(page, "Sign");
    await look(page);
    await page.getByLabel("Sign", { exact: true }).fill("Rosa Green");
    if (name.includes("with script")) await draw(page);
    await go_on(page, "Your details");
    await page.getByLabel("Email address").fill("rosa@resident.example");
    await go_on(page, "Check your answers");
    await look(page);
    const told = await page.textContent("main");
    for (const words of ["1. Tom Green, Sunday 3 February 1980", "2. Mo Green", "AB 12 34 56 C", "One for you, and one for each person you added.", "lease.pdf"]) assert.ok(told.includes(words), `the check says ${words}`);
    const reference = await send_and_read_reference(page, () => look(page));

    const desk = await browser.signed_in(town, "officer");
    await open_case_of(desk, town, reference);
    const kept = await desk.textContent("main");
    for (const words of ["8 Orchard Close, Oxbridge, OX9 9ZZ", "12345678", "2. Mo Green", "Rosa Green, signed", "Bins you may have"]) assert.ok(kept.includes(words), `the case says ${words}`);
    for (const file of ["lease.pdf", "page 2", ...(name.includes("with script") ? ["signature of Rosa Green"] : [])]) await desk.getByRole("link", { name: file }).waitFor();
    await expect_clean(desk);
    const proof = await desk.request.get(new URL(await desk.getByRole("link", { name: "lease.pdf" }).getAttribute("href"), town.url).href);
    assert.match(proof.headers()["content-disposition"], /^attachment/);
    assert.match(proof.headers()["content-security-policy"], /sandbox/);
    await desk.context().close();

    await page.goto(`${town.url}/saved-form`);
    await page.getByLabel("Code").fill(code);
    await page.getByLabel("Your email address or telephone number").fill(address);
    await press(page, "Go on");
    await page.getByText("We have no form for this code and contact detail.").first().waitFor();
    await page.context().close();
  });

test("a known address is offered, and chosen without script", async () => {
  const page = await browser.desk({ javaScriptEnabled: false });
  await page.goto(`${town.url}/services/moving/report`);
  await page.getByLabel(before_that).fill("Mill Lane");
  await press(page, "Continue");
  await page.getByRole("radio").first().waitFor();
  await press(page, "Continue");
  await page.locator(".govuk-error-summary").waitFor();
  await page.getByRole("radio").first().check();
  await go_on(page, account);
  await page.getByRole("button", { name: "Back", exact: true }).click();
  await expect_question(page, before_that);
  assert.match(await page.getByLabel(before_that).inputValue(), /Mill Lane, .*[A-Z0-9]$/);
  await go_on(page, account);
  await page.context().close();
});

test("who saved a form and rings is asked nothing twice", async () => {
  const phone = await browser.phone();
  await begin(phone);
  const code = await save(phone, "07700 900 123");
  await phone.context().close();

  const desk = await browser.signed_in(town, "agent", "/staff/call");
  await desk.getByRole("button", { name: "Begin" }).click();
  await desk.getByText("They saved a form on the website").click();
  await desk.getByLabel("Code", { exact: true }).fill("7TQ2-M9KX-4BRW");
  await desk.getByLabel("What they gave with it").fill("07700900123");
  await desk.getByRole("button", { name: "Go on with their form" }).click();
  await desk.getByText("There is no form for this code").first().waitFor();
  await desk.getByLabel("Code", { exact: true }).fill(code);
  await desk.getByRole("button", { name: "Go on with their form" }).click();
  await desk.getByRole("heading", { name: "Tell us that you are moving in" }).waitFor();
  await expect_clean(desk);
  assert.equal(await desk.getByLabel(before_that).inputValue(), "8 Orchard Close, Oxbridge, OX9 9ZZ");
  assert.equal(await desk.getByLabel(account).inputValue(), "1234 5678");
  await desk.getByRole("group", { name: "Person 1" }).getByLabel("Full name").fill("Tom Green");
  await desk.getByRole("group", { name: "Person 1" }).getByLabel("Day", { exact: true }).fill("3");
  await desk.getByRole("group", { name: "Person 1" }).getByLabel("Month", { exact: true }).fill("2");
  await desk.getByRole("group", { name: "Person 1" }).getByLabel("Year", { exact: true }).fill("1980");
  await desk.getByLabel("It will be sent later").check();
  await desk.getByLabel("Sign", { exact: true }).fill("Rosa Green");
  await desk.getByText("One for you, and one for each person you added.").waitFor();
  await desk.getByRole("button", { name: "Log it and finish the call" }).click();
  await desk.getByRole("button", { name: "Take the next call" }).waitFor();
  await desk.context().close();
});

test("who reads Welsh is asked, and told what is wrong, in Welsh", async () => {
  const page = await browser.phone();
  await page.goto(`${town.url}/services/moving`);
  await page.getByRole("link", { name: "Cymraeg" }).click();
  await page.getByRole("heading", { name: "Dywedwch wrthym eich bod yn symud i mewn" }).waitFor();
  await page.getByRole("button", { name: "Dechrau nawr" }).click();
  await page.locator("main [lang=cy]").getByRole("heading", { level: 1 }).waitFor();
  await press(page, "Parhau");
  await page.getByText("Rhowch ble oeddech chi'n byw o'r blaen").first().waitFor();
  await expect_clean(page);
  await page.getByLabel("Ble oeddech chi'n byw o'r blaen?").fill("8 Orchard Close, Oxbridge, OX9 9ZZ");
  await press(page, "Parhau");
  await page.getByLabel("Beth yw eich cyfeirnod treth gyngor?").fill("12");
  await press(page, "Parhau");
  await page.getByText("Rhowch eich cyfeirnod treth gyngor, fel 12345678.").first().waitFor();
  await page.getByRole("button", { name: "Yn ôl", exact: true }).click();
  await page.getByLabel("Ble oeddech chi'n byw o'r blaen?").waitFor();
  await page.context().close();
});
