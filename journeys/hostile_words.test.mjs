// Words that are meant to break pages, in every field. They are only words.

import assert from "node:assert/strict";
import { test } from "node:test";
import { expect_clean } from "./lib/clean.mjs";
import { close_case, go_on, open_case_of, say_where, send_and_read_reference } from "./lib/errands.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

const long_word = "Donaudampfschifffahrtsgesellschaft".repeat(60).slice(0, 2_000);
const hostile = {
  "a script": `<script>document.title='broken';alert(1)</script><img src=x onerror=alert(2)>`,
  "quotes and entities": `"'\`><svg/onload=alert(3)>&amp;&#60;b&#62;</textarea></title>{{7*7}}\${7*7}`,
  "another direction": `\u202Egnp.exe\u202C \u2066مرحبا\u2069 שלום 𓀀 Z͑ͫ̓ͪ̂ͫ̽͏̴̙a̡l̴g͢o 👩‍👩‍👧‍👦`,
  "a word of 2,000 letters": long_word,
};

in_town({ requests: 5 });

async function expect_harmless(page) {
  assert.doesNotMatch(await page.title(), /broken/);
  assert.equal(await page.locator("main img, main svg, main script").count(), 0, "no element came out of a field");
  await expect_clean(page);
}

for (const [name, words] of Object.entries(hostile)) {
  test(`${name}, in every field of a report, a note and a contact`, async () => {
    const phone = await browser.phone();
    await phone.goto(`${town.url}/services/missed-bin/report`);
    await phone.getByLabel("Where should the bin have been emptied?").fill(words.slice(0, 180));
    await say_where(phone, "Which bin was missed?");
    await phone.getByLabel("Recycling (blue)").check();
    await go_on(phone, "Is there anything else we should know? (optional)");
    await phone.getByLabel("Is there anything else we should know?").fill(words);
    await go_on(phone, "Your details");
    for (const field of ["Full name", "Email address", "Phone number"]) await phone.getByLabel(`${field} (optional)`).fill(words);
    await phone.locator("main").getByRole("button", { name: "Continue" }).click();
    await phone.getByRole("alert").waitFor();
    await expect_harmless(phone);
    assert.equal(await phone.locator("[name=details]").inputValue(), words, "the words are kept as they were");
    for (const field of ["Email address", "Phone number"]) await phone.getByLabel(`${field} (optional)`).fill("");
    await phone.getByLabel("Full name (optional)").fill(words.slice(0, 100));
    await go_on(phone, "Check your answers");
    await expect_harmless(phone);
    const reference = await send_and_read_reference(phone);
    await phone.getByRole("button", { name: "Follow your request" }).click();
    await phone.getByRole("heading", { level: 2, name: "What you told us" }).waitFor();
    await expect_harmless(phone);

    const desk = await browser.signed_in(town, "leader");
    await expect_harmless(desk);
    await open_case_of(desk, town, reference);
    await expect_harmless(desk);
    await desk.getByText("Add a note").click();
    await desk.getByLabel("Note", { exact: true }).fill(words);
    await desk.getByRole("button", { name: "Save note" }).click();
    await desk.locator(".gh-timeline__text").first().waitFor();
    await close_case(desk, "The bin has been emptied", words);
    await expect_harmless(desk);
    await desk.goto(`${town.url}/staff/search?q=${encodeURIComponent(words.slice(0, 300))}`);
    await expect_harmless(desk);

    const agent = await browser.signed_in(town, "agent", "/staff/contacts/new");
    for (const field of ["Name (optional)", "Email address (optional)", "Phone number (optional)", "What was it about? (optional)", "How many minutes"])
      await agent.getByLabel(field).fill(words);
    await agent.getByRole("button", { name: "Save" }).click();
    await agent.getByRole("alert").waitFor();
    await expect_harmless(agent);
    await agent.getByLabel("How many minutes").fill("1");
    for (const field of ["Email address (optional)", "Phone number (optional)"]) await agent.getByLabel(field).fill("");
    await agent.getByLabel("Name (optional)").fill(words.slice(0, 100));
    await agent.getByRole("button", { name: "Save" }).click();
    await agent.waitForURL(/\/staff\/contacts$/);
    await expect_harmless(agent);
  });
}
