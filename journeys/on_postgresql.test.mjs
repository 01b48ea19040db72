// The thinnest errand once more, on PostgreSQL: reported, seen at once, closed, written about.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Browser } from "./lib/browser.mjs";
import { close_case, report_missed_bin } from "./lib/errands.mjs";
import { postgres, start_town } from "./lib/program.mjs";

test("a report on PostgreSQL appears by itself, is closed, and the resident hears of it", { skip: !postgres && "GUILDHALL_TEST_POSTGRES is not set" }, async () => {
  const town = await start_town({ on: "postgres" });
  const browser = await Browser.open();
  try {
    const desk = await browser.signed_in(town, "officer");
    const reference = await report_missed_bin(await browser.phone(), town, { email: "leila@resident.example" });
    await desk.locator("tbody tr", { hasText: reference }).getByRole("link").click();
    await town.letters.wait_for("leila@resident.example");
    await close_case(desk, "The bin has been emptied");
    await town.letters.wait_for("leila@resident.example", 2);
    assert.equal(await desk.locator(".gh-notice").count(), 0, "one's own change is no news");
    await browser.close();
  } finally {
    await browser.engine.close();
    await town.stop();
  }
});
