// Three residents look in vain for the same thing. The team leader sees it, writes the article, and it helps; what somebody else was
// looking for stands below it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { expect_clean } from "./lib/clean.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

in_town({ requests: 5, settings: { GUILDHALL_TRUSTED_PROXY: "127.0.0.1" } });

const as = (last, options = {}) => browser.phone({ extraHTTPHeaders: { "X-Forwarded-For": `203.0.113.${last}` }, ...options });

async function search(page, words) {
  await page.goto(`${town.url}/`);
  await page.getByLabel(/^Search services, help and places/).fill(words);
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("heading", { level: 1 }).waitFor();
}

test("what two people ask in vain is shown to nobody; with the third the editor begins an article with their words", async () => {
  const leader = await browser.signed_in(town, "leader", "/staff/knowledge/gaps");
  for (const last of [1, 1, 2]) await search(await as(last), "Zeppelin mooring?");
  await leader.reload();
  assert.equal(await leader.getByText("zeppelin mooring").count(), 0);
  await search(await as(3, { javaScriptEnabled: false }), "zeppelin mooring");
  await search(await as(4), "ada@example.com zeppelin mooring");
  await leader.reload();
  await leader.getByRole("cell", { name: "zeppelin mooring", exact: true }).waitFor();
  assert.equal(await leader.getByText("ada@example.com").count(), 0);
  await expect_clean(leader);
  await leader.getByRole("button", { name: "Begin an article zeppelin mooring" }).click();
  assert.equal(await leader.getByLabel("Title", { exact: true }).inputValue(), "zeppelin mooring");
  await leader.getByLabel("Title", { exact: true }).fill("Zeppelin mooring");
  await leader.getByLabel("Summary", { exact: true }).fill("Where one may land.");
  await leader.getByLabel("For everybody", { exact: true }).fill("At the **mast** in the park.");
  await leader.getByRole("button", { name: "Save" }).click();
  await leader.getByRole("heading", { level: 1, name: "Zeppelin mooring" }).waitFor();
});

test("without script a resident says that it did not help and what they wanted; the editor reads it and compares versions", async () => {
  const ada = await as(5, { javaScriptEnabled: false });
  await ada.goto(`${town.url}/help/zeppelin-mooring`);
  await ada.getByRole("button", { name: /^No/ }).click();
  await ada.getByLabel("What were you looking for? (optional)").fill("the price at 07700 900123");
  await ada.getByRole("button", { name: "Send" }).click();
  await ada.getByText("Thank you. It is counted").waitFor();
  const ben = await as(6);
  await ben.goto(`${town.url}/help/zeppelin-mooring`);
  await expect_clean(ben);
  await ben.getByRole("button", { name: /^Yes/ }).click();
  await ben.getByText("Thank you. It is counted").waitFor();

  const leader = await browser.signed_in(town, "leader", "/staff/knowledge/zeppelin-mooring");
  await leader.getByText("1 of 2 found it helpful").first().waitFor();
  await leader.getByText("the price at").waitFor();
  assert.equal(await leader.getByText("900123").count(), 0);
  await expect_clean(leader);
  await leader.getByRole("link", { name: "Change this article" }).click();
  await leader.getByLabel("For everybody", { exact: true }).fill("At the **mast** in the park. It is free.");
  await leader.getByRole("button", { name: "Save" }).click();
  await leader.getByRole("link", { name: "Earlier versions" }).click();
  await leader.getByRole("link", { name: "Compare versions" }).click();
  await leader.locator("ins", { hasText: "It is free." }).waitFor();
  await expect_clean(leader);
});

test("an agent on a call goes through the danger protocol beside the form, and what is typed there stays", async () => {
  const agent = await browser.signed_in(town, "agent", "/staff/call");
  await agent.getByRole("button", { name: "Begin" }).click();
  await agent.waitForURL(/calls\/\d+/);
  await agent.goto(`${agent.url().split("?")[0]}?service=tree`);
  const words = agent.locator("#errand textarea").first();
  await words.fill("It leans on the wire");
  await agent.getByRole("link", { name: "A wire is down, or a tree is on a wire" }).click();
  await agent.getByRole("heading", { name: "Does everybody stay away from it?" }).waitFor();
  await agent.getByRole("link", { name: "Yes, they stay away" }).click();
  await agent.getByRole("heading", { name: "Give the number of the electricity network" }).waitFor();
  assert.equal(await words.inputValue(), "It leans on the wire");
  await expect_clean(agent);

  const phone = await browser.signed_in(town, "agent", "/staff/knowledge/danger-calls", { javaScriptEnabled: false });
  await phone.getByRole("link", { name: "They smell gas" }).click();
  await phone.getByRole("link", { name: "Yes, inside" }).click();
  await phone.getByText("So far").waitFor();
  await phone.getByRole("heading", { name: "Everybody goes outside" }).waitFor();
});
