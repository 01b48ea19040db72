// Ada has rats below the shed. She chooses when somebody comes, finds another time that suits her better, and in the end needs nobody.

import assert from "node:assert/strict";
import { test } from "node:test";
import { expect_clean } from "./lib/clean.mjs";
import { expect_question, follow, go_on, say_where, send_and_read_reference } from "./lib/errands.mjs";
import { tab_to } from "./lib/keyboard.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

in_town({ requests: 5 });

/** From the service's first question to the one that asks for a time. */
async function come_to_the_times(page) {
  await page.goto(`${town.url}/services/pest-control/report`);
  await expect_question(page, "Where are the pests?");
  await page.getByLabel("Where are the pests?").fill("Behind the old chapel");
  await say_where(page, "What are they?");
  await page.getByLabel("Rats", { exact: true }).check();
  await go_on(page, "Where are they?");
  await page.getByLabel("In the garden or an outbuilding").check();
  await go_on(page, "Are there small children or pets?");
  await page.getByLabel("No", { exact: true }).check();
  await go_on(page, "Is there anything else we should know? (optional)");
  await go_on(page, "When should we come?");
}

/** The how manieth time that is offered, with its day, as the page says it: "Monday 30 November", "8am to 10am". */
async function time_offered(page, number) {
  const radio = page.locator("main fieldset input[type=radio]").nth(number);
  const day = await radio.locator("xpath=ancestor::fieldset[1]/legend").innerText();
  const hours = await radio.locator("xpath=../label").innerText();
  return { radio, day: day.trim(), hours: hours.trim() };
}

const says = ({ day, hours }) => new RegExp(`${day} \\d{4}, ${hours}`);

for (const [name, email, open] of [
  ["on a phone, with touch", "ada@resident.example", () => browser.phone()],
  ["on a phone, without script", "bram@resident.example", () => browser.phone({ javaScriptEnabled: false })],
  ["at a desk", "cleo@resident.example", () => browser.desk()],
  ["at a desk, without script", "dora@resident.example", () => browser.desk({ javaScriptEnabled: false })],
])
  test(`a visit is booked, moved and cancelled: ${name}`, async () => {
    const page = await open();
    const look = async () => !name.endsWith("script") && (await expect_clean(page));
    await come_to_the_times(page);
    await look();
    await go_on(page, "When should we come?");
    await page.getByRole("alert").getByRole("link", { name: "Select a time" }).waitFor();
    await look();
    const first = await time_offered(page, 2);
    await first.radio.check();
    await go_on(page, "Your details");
    await page.getByLabel("Email address (optional)").fill(email);
    await go_on(page, "Check your answers");
    assert.match(await page.textContent("main"), says(first));
    assert.match(await page.textContent("main"), /We keep this time for you until/);
    await look();
    const reference = await send_and_read_reference(page, look);
    assert.match(await page.textContent("main"), says(first));
    const [letter] = await town.letters.wait_for(email);
    assert.match(letter.text.replaceAll(/\s+/g, " "), says(first));

    await page.context().clearCookies(); // on another day
    await follow(page, town, reference, email);
    assert.match(await page.textContent("main"), says(first));
    await look();
    const file = await page.request.get(`${page.url()}/visit.ics`);
    assert.match(await file.text(), /^BEGIN:VCALENDAR\r\n[^]*DTSTART:\d{8}T\d{6}Z\r\n/);
    await page.getByRole("link", { name: "Choose another time" }).click();
    await expect_question(page, "When should it be?");
    await look();
    const second = await time_offered(page, 7);
    await second.radio.check();
    await page.getByRole("button", { name: "Book this time" }).click();
    await page.getByText("Your visit is booked.").waitFor();
    assert.match(await page.textContent(".gh-ask"), says(second));
    assert.ok((await town.letters.wait_for(email, 2)).some((each) => says(second).test(each.text.replaceAll(/\s+/g, " "))), "a letter names the new time");

    await page.getByRole("link", { name: "Cancel the visit" }).click();
    await expect_question(page, "Do you want to cancel the visit?");
    await look();
    await page.getByRole("button", { name: "Cancel the visit" }).click();
    await page.getByText("Your visit is cancelled.").first().waitFor();
    assert.match(await page.textContent(".gh-ask"), /No visit is booked/);
    await look();
    await page.context().close();
  });

test("with the keyboard alone, and none of the times suits", async () => {
  const page = await browser.desk();
  await come_to_the_times(page);
  await tab_to(page, "visit-time");
  await page.keyboard.press("ArrowUp"); // all days are one question: back from the first is the last
  await page.keyboard.press("Enter");
  await expect_question(page, "Your details");
  await tab_to(page, "Continue");
  await page.keyboard.press("Enter");
  await expect_question(page, "Check your answers");
  assert.match(await page.textContent("main"), /None of these times: contact me to agree one/);
  await page.getByRole("button", { name: "Change When should we come?" }).click();
  await expect_question(page, "When should we come?");
  assert.ok(await page.getByLabel("None of these times: contact me to agree one").isChecked());
});
