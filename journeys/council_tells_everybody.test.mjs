// A storm: the team leader tells everybody that no bins are collected. Ada, on her phone, reads it, and looks up her street.

import { test } from "node:test";
import { expect_clean } from "./lib/clean.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

in_town();

test("a leader looks at a notice before it is published, and takes it off again", async () => {
  const leader = await browser.signed_in(town, "leader");
  await leader.goto(`${town.url}/staff/notices/new`);
  await leader.getByLabel("What it says in a few words").fill("Severe weather: no bins today");
  await leader.getByLabel("What else people must know or do (optional)").fill("Leave them out. We come tomorrow.");
  await leader.getByLabel("Warning", { exact: true }).check();
  await leader.getByText("Services it concerns", { exact: true }).click();
  await leader.getByLabel("Report a missed bin collection").check();
  await leader.getByRole("button", { name: "Preview" }).click();
  await leader.getByText("This is how it will look").waitFor();
  await expect_clean(leader);
  await leader.getByRole("button", { name: "Publish" }).click();
  await leader.getByText("Shown now").waitFor();

  const ada = await browser.phone();
  await ada.goto(`${town.url}/`);
  await ada.getByRole("heading", { name: "Severe weather: no bins today" }).waitFor();
  await expect_clean(ada);
  await ada.goto(`${town.url}/services/missed-bin`);
  await ada.getByText("Leave them out. We come tomorrow.").waitFor();

  await leader.getByRole("link", { name: "Severe weather: no bins today" }).click();
  await expect_clean(leader);
  await leader.getByRole("button", { name: "Take it off" }).click();
  await leader.getByText("Over", { exact: true }).waitFor();
});

test("on a phone without script, one search leads to a service and to one's own street", async () => {
  const ada = await browser.phone({ javaScriptEnabled: false });
  await ada.goto(`${town.url}/`);
  await ada.getByLabel(/^Search services, help and places/).fill("bin not emtied");
  await ada.getByRole("button", { name: "Search" }).click();
  await ada.getByRole("link", { name: "Report a missed bin collection" }).waitFor();
  await ada.getByLabel(/^Search services, help and places/).fill("12 mill lane");
  await ada.getByRole("button", { name: "Search" }).click();
  await ada.getByRole("link", { name: /12 Mill Lane/ }).first().click();
  await ada.getByText("Reported near by").waitFor();
  await ada.getByRole("button", { name: "Remember it" }).click();
  await ada.getByRole("button", { name: "Forget it" }).waitFor();
});

test("her street is clean", async () => {
  const ada = await browser.phone();
  await ada.goto(`${town.url}/my-area?place=12+mill+lane`);
  const several = ada.getByRole("link", { name: /12 Mill Lane/ }).first();
  if (await several.count()) await several.click();
  await ada.getByText("Reported near by").waitFor();
  await expect_clean(ada);
});
