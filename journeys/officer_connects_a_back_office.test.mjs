// Ada connects the waste-rounds system: says how it is reached, what may leave, and what its words mean, and sees how the link does.

import assert from "node:assert/strict";
import { test } from "node:test";
import { expect_clean } from "./lib/clean.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

in_town();

test("an administrator connects a back office and sees how it does", async () => {
  const desk = await browser.signed_in(town, "admin", "/staff/connectors");
  await expect_clean(desk);
  await desk.getByRole("button", { name: "Add a back office" }).click();
  await expect_clean(desk);
  await desk.getByRole("button", { name: "Save", exact: true }).click();
  await desk.getByRole("alert").waitFor();
  await expect_clean(desk);
  await desk.getByLabel("Code", { exact: true }).fill("waste-rounds");
  await desk.getByLabel("Back office", { exact: true }).fill("Waste rounds");
  await desk.getByLabel("Address", { exact: true }).fill("https://rounds.example/errands");
  await desk.getByLabel("What their statuses mean").fill("collected = collected\nnot_out = not_out");
  await desk.getByRole("button", { name: "Save", exact: true }).click();
  await desk.getByText("No secret is set.").waitFor();
  await desk.getByLabel("New secret").fill("whsec_cm91bmRzIGFuZCBjb25uZWN0b3Jz");
  await desk.getByRole("button", { name: "Save secret" }).click();
  await desk.waitForURL(/\/connectors\/waste-rounds$/);
  await desk.getByRole("link", { name: "Settings" }).click();
  await desk.getByText("A secret is set. It is not shown.").waitFor();
  assert.ok(!(await desk.content()).includes("cm91bmRz"));
  await expect_clean(desk);
  await desk.getByRole("link", { name: "Waste rounds" }).click();
  await expect_clean(desk);
  await desk.getByRole("button", { name: "Pause" }).click();
  await desk.getByText("Paused").waitFor();
  await desk.getByRole("link", { name: "Back offices" }).first().click();
  await desk.getByRole("cell", { name: "Paused" }).waitFor();
  await expect_clean(desk);
});
