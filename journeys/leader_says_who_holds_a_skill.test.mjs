// A task that wants a skill: its team sees it, who holds the skill is offered it, and the leader says who does.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Browser, phone_size } from "./lib/browser.mjs";
import { expect_clean } from "./lib/clean.mjs";
import { report_fly_tipping } from "./lib/errands.mjs";
import { postgres, start_town } from "./lib/program.mjs";

const skill = "Collecting evidence";
const place = "Behind 9 Dyer Lane";

async function errand(on) {
  const town = await start_town({ on });
  const browser = await Browser.open();
  try {
    await report_fly_tipping(await browser.phone(), town, { location: place, seen: "A white van." });
    const enid = await browser.signed_in(town, "enforcement", "/staff/work?list=offered", { viewport: phone_size });
    await enid.getByRole("link", { name: "Look for evidence" }).waitFor();
    await enid.getByText(`Needs the skill: ${skill}`).waitFor();
    await expect_clean(enid);

    // The leader takes it from both who hold it: nobody can be offered the task, and the board says so.
    const errol = await browser.signed_in(town, "enforcement.lead", "/staff/skills");
    await errol.getByText("1 task waits for somebody with this skill.").waitFor();
    await expect_clean(errol);
    for (const name of ["Enid Evans", "Errol Ellis"]) await errol.getByRole("button", { name: `Take away ${skill} from ${name}` }).click();
    await errol.getByText("They do not have the skill any more.").waitFor();
    await errol.locator("section", { hasText: skill }).getByText("Nobody in your teams has this skill").waitFor();
    await expect_clean(errol);
    await errol.goto(`${town.url}/staff/board`);
    await errol.getByText("1 task needs a skill that nobody in its team has.").waitFor();
    await expect_clean(errol);

    // Enid is not offered it any more; she sees it, and why it is not for her.
    await enid.reload();
    await enid.getByText("There is no task in your teams that you can take.").waitFor();
    await enid.goto(`${town.url}/staff/work?list=team`);
    assert.equal(await enid.getByRole("checkbox").count(), 0);
    await enid.getByRole("link", { name: "Look for evidence" }).click();
    await enid.getByText(`Only somebody with the skill ${skill} can do this.`).waitFor();
    assert.equal(await enid.getByRole("button", { name: "Take", exact: true }).count(), 0);
    await expect_clean(enid);

    // What is missing is said; then Enid holds it for a year, and takes the task.
    await errol.getByRole("link", { name: "Say who has a skill" }).click();
    await errol.getByRole("button", { name: "Save" }).click();
    await errol.getByRole("alert").getByText("Select how long they have the skill").waitFor();
    await errol.getByRole("alert").getByText("Select somebody in your teams").waitFor();
    await expect_clean(errol);
    await errol.getByLabel("Who").selectOption({ label: "Enid Evans" });
    await errol.getByLabel("Skill").selectOption({ label: skill });
    await errol.getByLabel("1 year").check();
    await errol.getByRole("button", { name: "Save" }).click();
    await errol.getByText("They have the skill now.").waitFor();
    await errol.getByRole("row", { name: /Enid Evans.*Until/ }).waitFor();
    await expect_clean(errol);
    await enid.goto(`${town.url}/staff/work?list=offered`);
    await enid.getByRole("checkbox").check();
    await enid.getByRole("button", { name: "Take the chosen tasks" }).click();
    await enid.getByRole("link", { name: "Look for evidence" }).waitFor();
    await enid.goto(`${town.url}/staff/account`);
    await enid.getByText(skill).waitFor();
    await expect_clean(enid);
  } finally {
    await browser.close();
    await town.stop();
  }
}

test("a leader says who holds a skill, and the task is offered to them, on SQLite", () => errand("sqlite"));
test("the same on PostgreSQL", { skip: !postgres && "GUILDHALL_TEST_POSTGRES is not set" }, () => errand("postgres"));
