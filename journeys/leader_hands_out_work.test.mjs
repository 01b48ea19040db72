// A leader and their team: an officer says that they are away, what would be theirs goes to whoever stands in; the leader sees on the board who has
// how much, puts several tasks on another day and hands them out, all at once; and what is refused says why.

import { test } from "node:test";
import { Browser, phone_size } from "./lib/browser.mjs";
import { expect_clean } from "./lib/clean.mjs";
import { report_fly_tipping } from "./lib/errands.mjs";
import { postgres, start_town } from "./lib/program.mjs";

const day_from_now = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const card = (page, place) => page.locator(".gh-board-card", { hasText: place });
const column = (page, name) => page.getByRole("region", { name });

async function choose(page, places, what) {
  for (const place of places) await card(page, place).getByRole("checkbox").check();
  await page.getByLabel("With the chosen tasks").selectOption({ label: what });
  await page.getByRole("button", { name: "See what will be done" }).click();
  await page.getByText("Before anything is done").waitFor();
  await expect_clean(page);
}

async function errand(on) {
  const town = await start_town({ on });
  const browser = await Browser.open();
  try {
    const rosa = await browser.phone();
    const places = ["Behind 1 Dyer Lane", "Behind 2 Dyer Lane", "Behind 3 Dyer Lane"];
    for (const place of places) await report_fly_tipping(rosa, town, { location: place, seen: "A white van." });

    // Enid says that she is away, and who stands in.
    const enid = await browser.signed_in(town, "enforcement", "/staff/away");
    await expect_clean(enid);
    await enid.getByRole("button", { name: "Save" }).click();
    await enid.getByRole("alert").getByText("Enter the first day away").waitFor();
    await expect_clean(enid);
    await enid.getByLabel("First day away").fill(day_from_now(0));
    await enid.getByLabel("Last day away").fill(day_from_now(3));
    await enid.getByLabel("Who stands in?").selectOption({ label: "Errol Ellis" });
    await enid.getByRole("button", { name: "Save" }).click();
    await enid.getByText("Away now").waitFor();
    await enid.getByText("Errol Ellis stands in.").waitFor();
    await expect_clean(enid);

    // Errol looks at the board, on a phone first.
    const phone = await browser.signed_in(town, "enforcement.lead", "/staff/board", { viewport: phone_size });
    await card(phone, places[0]).waitFor();
    await expect_clean(phone);
    const errol = await browser.signed_in(town, "enforcement.lead", "/staff/board");
    for (const place of places) await column(errol, "Nobody has it").getByText(place).waitFor();
    await expect_clean(errol);

    // Taken on the phone, it is in hand on the open board.
    await choose(phone, [places[0]], "Take them");
    await phone.getByRole("heading", { name: "You will have this task" }).waitFor();
    await phone.getByRole("button", { name: "Take it" }).click();
    await phone.getByRole("heading", { level: 1, name: "You have taken 1 task" }).waitFor();
    await expect_clean(phone);
    await column(errol, "In hand").getByText(places[0]).waitFor();

    // Two at once, one of which is his already: it says so beforehand.
    await choose(errol, places.slice(0, 2), "Take them");
    await errol.getByText("You have this task already.").waitFor();
    await errol.getByRole("button", { name: "Take it" }).click();
    await errol.getByRole("heading", { level: 1, name: "You have taken 1 task" }).waitFor();
    await errol.getByRole("button", { name: "Back to the board" }).click();

    // Another day for two, with a reason.
    await choose(errol, places.slice(0, 2), "Put them on another day");
    await errol.getByRole("button", { name: "Put 2 tasks on that day" }).click();
    await errol.getByRole("alert").getByText("Enter why it is done on another day").waitFor();
    await expect_clean(errol);
    await errol.getByLabel("By which day?").fill(day_from_now(6));
    await errol.getByLabel("Why?").fill("The van is at the garage.");
    await errol.getByRole("button", { name: "Put 2 tasks on that day" }).click();
    await errol.getByRole("heading", { level: 1, name: "2 tasks were put on another day" }).waitFor();
    await expect_clean(errol);
    await errol.getByRole("button", { name: "Back to the board" }).click();
    await card(errol, places[0]).getByText("Due in 6 days").waitFor();

    // Handed to Enid, who is away: her stand-in gets it, and the card says for whom.
    await choose(errol, [places[2]], "Hand them over");
    await errol.getByLabel("Person").selectOption(await errol.locator("#owner option", { hasText: "Enid Evans" }).getAttribute("value"));
    await errol.getByLabel("What do they need to know?").fill("The gate is locked.");
    await errol.getByRole("button", { name: "Hand it over" }).click();
    await errol.getByRole("heading", { level: 1, name: "1 task was handed over" }).waitFor();
    await errol.getByRole("button", { name: "Back to the board" }).click();
    await card(errol, places[2]).getByText("For Enid Evans, away until").waitFor();
    await expect_clean(errol);

    // Narrowed to one person, and to a service.
    await errol.locator(".gh-bars").getByRole("link", { name: "Errol Ellis" }).click();
    await errol.getByText("Only what Errol Ellis has.").waitFor();
    await errol.getByLabel("Service").selectOption({ label: "Report fly-tipping" });
    await errol.getByRole("button", { name: "Show", exact: true }).click();
    await card(errol, places[1]).waitFor();

    // Back early, she reads what came.
    await enid.goto(`${town.url}/staff/away`);
    await enid.getByRole("button", { name: "Enid Evans is back already" }).click();
    await enid.getByRole("heading", { name: "What came meanwhile" }).waitFor();
    await enid.getByRole("link", { name: "Look for evidence" }).waitFor();
    await expect_clean(enid);
    await enid.goto(`${town.url}/staff/work`);
    await enid.getByText("1 task that would have been yours came while you were away.").waitFor();
    await expect_clean(enid);
  } finally {
    await browser.close();
    await town.stop();
  }
}

test("a leader hands out work from the board, on SQLite", () => errand("sqlite"));
test("the same on PostgreSQL", { skip: !postgres && "GUILDHALL_TEST_POSTGRES is not set" }, () => errand("postgres"));
