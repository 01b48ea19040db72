// A back office beside the program, and what officers do at their tasks: for journeys in which a case goes along its map.

import assert from "node:assert/strict";
import { expect_clean } from "./clean.mjs";
import { start_fake } from "./fake.mjs";

export const secret = "whsec_cm91bmRzIGFuZCBjb25uZWN0b3Jz";

/** The smallest thing that a camera or a scanner would give. */
export const photo = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC",
  "base64",
);

/** What a town is started with so that the back office can be reached. */
export const reachable = { GUILDHALL_CONNECTORS_NETWORKS: "127.0.0.0/8", GUILDHALL_SECRET_KEY: "5e".repeat(32) };

/** The other system, with its switches. */
export const start_back_office = () => start_fake("rounds/rounds", "--secret", secret);

/** On the page of back offices: adds it, and keeps the secret. */
export async function connect(desk, back_office, { code, name, statuses }) {
  await desk.getByRole("button", { name: "Add a back office" }).click();
  await desk.getByLabel("Code", { exact: true }).fill(code);
  await desk.getByLabel("Back office", { exact: true }).fill(name);
  await desk.getByLabel("Address", { exact: true }).fill(`${back_office.url}/errands`);
  await desk.getByLabel("What their statuses mean").fill(statuses);
  await desk.getByRole("button", { name: "Save", exact: true }).click();
  await desk.getByLabel("New secret").fill(secret);
  await desk.getByRole("button", { name: "Save secret" }).click();
  await desk.waitForURL(new RegExp(`/connectors/${code}$`));
}

/** From the list of the team's work to the task, taken. */
export async function take(desk, town, reference, task) {
  await desk.goto(`${town.url}/staff/work?list=team`);
  await expect_clean(desk);
  await desk.locator("tbody tr", { hasText: reference }).getByRole("link", { name: task }).click();
  await desk.getByRole("heading", { level: 1, name: task }).waitFor();
  const button = desk.getByRole("button", { name: "Take it" });
  if (await button.count()) await button.click(); // whoever did it before has it already
  await desk.getByText("You have it", { exact: true }).waitFor();
  await expect_clean(desk);
}

export async function finish(desk) {
  await desk.getByRole("button", { name: "Finish this task" }).click();
  await desk.waitForURL(/\/staff\/work$/);
}

export async function until(what, look) {
  const end = Date.now() + 20_000;
  for (;;) {
    if (await look()) return;
    if (Date.now() > end) assert.fail(what);
    await new Promise((done) => setTimeout(done, 200));
  }
}
