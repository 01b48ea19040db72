// The map of fly-tipping changes while cases run on it. The manager sees how many run on the old one, says what takes the place of what, and
// moves them; the officer goes on with the task as the new map has it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { expect_clean } from "./lib/clean.mjs";
import { open_case_of, publish_changed, send_in_one_post } from "./lib/errands.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

in_town();

const report = (page, answers = {}) =>
  send_in_one_post(page, town, "fly-tipping", { location: "The alley behind 14 Dyer Lane", what: "furniture", size: "van", danger: "no", ...answers });

/** Looking for evidence gets another id, clearing another name. */
async function publish_new_map() {
  const said = await publish_changed(town, "streets/fly-tipping/process.bpmn", (map) =>
    map
      .replace(/(id|sourceRef|targetRef|bpmnElement)="evidence"/g, '$1="look"')
      .replace("<flowNodeRef>evidence<", "<flowNodeRef>look<")
      .replace('name="Clear it"', 'name="Clear and sweep"'),
  );
  assert.match(said, /fly-tipping\n1 services published/);
}

test("cases go on along the new map; what would be lost is said first, and by whom it is mended", async () => {
  const phone = await browser.phone();
  const seen = await report(phone, { seen: "A white van." });
  const unseen = await report(phone);
  await publish_new_map();

  const admin = await browser.signed_in(town, "admin");
  await open_case_of(admin, town, unseen);
  await admin.getByText("The newest is version").waitFor();
  await expect_clean(admin);
  await admin.goto(`${town.url}/staff/maps`);
  await expect_clean(admin);
  await admin.getByRole("link", { name: /^Report fly-tipping: move cases/i }).first().click();
  await admin.getByRole("heading", { level: 2, name: "What takes the place of what" }).waitFor();
  await admin.getByText("The other map does not have this element.").first().waitFor();
  await admin.getByRole("link", { name: seen }).waitFor();
  await expect_clean(admin);
  await admin.getByLabel("Look for evidence").selectOption("look");
  await admin.getByRole("button", { name: "Check again" }).click();
  await admin.getByText("The other map does not have this element.").first().waitFor({ state: "detached" });
  await admin.getByRole("button", { name: /^Move \d+ cases$/ }).click();
  await admin.waitForURL(/\/staff\/map-moves\/\d+$/);
  for (let i = 0; i < 50 && (await admin.getByText("It is under way").count()); ++i) {
    await admin.waitForTimeout(200);
    await admin.reload();
  }
  await admin.getByText("It was over on").waitFor();
  await expect_clean(admin);

  await open_case_of(admin, town, unseen);
  assert.equal(await admin.getByText("The newest is version").count(), 0);
  await admin.getByText("Clear and sweep").first().waitFor();
  const enid = await browser.signed_in(town, "enforcement", "/staff/work?list=team");
  await enid.locator("tbody tr", { hasText: seen }).getByRole("link", { name: "Look for evidence" }).click();
  await enid.getByRole("button", { name: "Take it" }).click();
  await enid.getByLabel("No", { exact: true }).check();
  await enid.getByRole("button", { name: "Finish this task" }).click();
  await enid.waitForURL(/\/staff\/work$/);
});
