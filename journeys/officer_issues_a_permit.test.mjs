// A parking permit from end to end: a resident applies with proof, an officer checks it, a table decides, the permit is issued until a day, and the
// letter says so. The reminder before that day is a deadline on the list of jobs; that it is sent is a test of casework, where the clock can be set.

import assert from "node:assert/strict";
import { test } from "node:test";
import { finish, photo, take } from "./lib/back_office.mjs";
import { Browser } from "./lib/browser.mjs";
import { expect_clean } from "./lib/clean.mjs";
import { follow, go_on, say_where, send_and_read_reference } from "./lib/errands.mjs";
import { postgres, start_town } from "./lib/program.mjs";

const email = "rosa@resident.example";

async function apply(page, town) {
  const look = () => expect_clean(page);
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
  await go_on(page, "Is there anything else we should know? (optional)");
  await go_on(page, "Do you have photos? (optional)");
  await look();
  await page.locator("input[type=file]").setInputFiles({ name: "logbook.png", mimeType: "image/png", buffer: photo });
  await go_on(page, "Your details");
  await page.getByLabel(/^Full name/).fill("Rosa Reeve");
  await page.getByLabel(/^Email address/).fill(email);
  await go_on(page, "Check your answers");
  await look();
  return send_and_read_reference(page, look);
}

async function errand(on) {
  const town = await start_town({ on });
  const browser = await Browser.open();
  try {
    const rosa = await browser.phone();
    const reference = await apply(rosa, town);

    const parveen = await browser.signed_in(town, "parking", "/staff/work");
    await take(parveen, town, reference, "Check the proof");
    await parveen.getByRole("group", { name: "Does the proof show that they live in the zone?" }).getByLabel("Yes", { exact: true }).check();
    await parveen.getByRole("group", { name: "Does the logbook or insurance name them and the address?" }).getByLabel("Yes", { exact: true }).check();
    await finish(parveen);
    await take(parveen, town, reference, "Issue the permit");
    await parveen.getByLabel("What is the number of the permit?").fill("RP-10427");
    const next_year = new Date().getUTCFullYear() + 1;
    for (const [part, value] of [["Day", "20"], ["Month", "12"], ["Year", String(next_year)]]) await parveen.getByLabel(part, { exact: true }).fill(value);
    await finish(parveen);

    const letters = await town.letters.wait_for(email, 3);
    const permit = letters.find((letter) => letter.subject.startsWith("Your permit"));
    assert.match(permit.text, /You live in the zone and keep the vehicle there/);
    assert.match(permit.text, /£60/);
    await follow(rosa, town, reference, email);
    await rosa.getByText("You have the permit").first().waitFor();
    await expect_clean(rosa);
  } finally {
    await browser.close();
    await town.stop();
  }
}

test("a resident parking permit from application to permit, on SQLite", () => errand("sqlite"));
test("the same on PostgreSQL", { skip: !postgres && "GUILDHALL_TEST_POSTGRES is not set" }, () => errand("postgres"));
