// Gwen wants to know when to put which bin out, and not to forget it. The crew's team says that her round is late; an agent knows it
// before she has said a word.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { expect_clean } from "./lib/clean.mjs";
import { expect_question } from "./lib/errands.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

const home = "/bin-days/100090000001"; // 1 Albion Street
in_town({ requests: 5 });

test("from her street to her bin days, without script", async () => {
  const page = await browser.phone({ javaScriptEnabled: false });
  await page.goto(town.url);
  await page.getByRole("link", { name: "Find your bin day" }).click();
  await page.waitForURL(/\/bin-days$/);
  await page.getByLabel("Your address").fill("1 albion st");
  await page.getByRole("button", { name: "Show bin days" }).click();
  await page.getByRole("heading", { name: /Which address is it|Next collections/ }).waitFor();
  const choice = page.getByRole("link", { name: /^1 Albion Street/ });
  if (await choice.count()) await choice.click();
  await page.waitForURL(new RegExp(`${home}$`));
  assert.match(await page.textContent("main"), /Grey bin.*general waste/s);
  assert.ok(await page.locator(".gh-bin--blue").count(), "a swatch beside the words");
  await page.getByRole("link", { name: "A calendar to print" }).click();
  await page.waitForURL(/\/calendar$/);
  assert.equal(await page.locator("table.gh-month").count() >= 3, true);
});

test("her phone's calendar follows the days, and asks only for what changed", async () => {
  const feed = await fetch(`${town.url}${home}/calendar.ics`);
  assert.equal(feed.status, 200);
  assert.match(feed.headers.get("content-type"), /^text\/calendar/);
  const text = await feed.text();
  assert.match(text, /^BEGIN:VCALENDAR\r\n/);
  assert.ok(!/Albion|100090000001/.test(text), "nothing that says where she lives");
  const again = await fetch(`${town.url}${home}/calendar.ics`, { headers: { "If-None-Match": feed.headers.get("etag") } });
  assert.equal(again.status, 304);
  const ward = await fetch(`${town.url}/wards/E05990001/feed`);
  assert.equal(ward.status, 200);
  assert.match(ward.headers.get("content-type"), /^application\/atom\+xml/);
});

test("the round is late: she, the report and the agent are told before anybody asks", async () => {
  const leader = await browser.signed_in(town, "leader", "/staff/rounds/MON-general/late");
  await expect_clean(leader);
  await leader.getByLabel("Albion Street").check();
  await leader.getByLabel("Why is it late?").fill("The lorry broke down");
  await leader.getByLabel("Nobody knows yet").check();
  await leader.getByRole("button", { name: "Tell residents" }).click();
  await leader.waitForURL(/done=marked/);
  const said = /The grey bin round in Albion Street is late: the lorry broke down/;

  const page = await browser.phone();
  await page.goto(town.url + home);
  await expect_clean(page);
  assert.match(await page.textContent("main"), said);
  await page.goto(`${town.url}/services/missed-bin/report`);
  await page.getByLabel("Where should the bin have been emptied?").fill("1 albion street");
  await page.locator("main").getByRole("button", { name: "Continue" }).click();
  await page.getByLabel(/^1 Albion Street/).check();
  await page.locator("main").getByRole("button", { name: "Continue" }).click();
  await expect_question(page, "Which bin was missed?");
  assert.match(await page.textContent("main"), said);
  assert.match(await page.textContent("main"), /You can still report it below/);
  await expect_clean(page);

  const agent = await browser.signed_in(town, "agent", "/staff");
  await agent.keyboard.press("c");
  await agent.waitForURL(/calls\/\d+/);
  await agent.goto(`${agent.url()}?service=missed-bin`);
  assert.match(await agent.textContent("#bins"), said);
  await agent.getByLabel("Where should the bin have been emptied?").pressSequentially("2 albion street");
  await agent.getByRole("option", { name: /^2 Albion Street/ }).click();
  await agent.locator("#bins", { hasText: "2 Albion Street" }).waitFor();
  await expect_clean(agent);

  await leader.getByRole("button", { name: "It came" }).click();
  await leader.waitForURL(/done=cleared/);
  await page.goto(town.url + home);
  assert.doesNotMatch(await page.textContent("main"), said);
});

test("she asks for emails, confirms them, and ends them with one press", async () => {
  const page = await browser.phone();
  await page.goto(`${town.url}/alerts/new?uprn=100090000001`);
  await expect_clean(page);
  await page.getByLabel("Your email address").fill("gwen@resident.example");
  await page.getByRole("button", { name: "Ask for these emails" }).click();
  await page.getByRole("heading", { name: "Check your email" }).waitFor();
  const [letter] = await town.letters.wait_for("gwen@resident.example");
  const address = /\/alerts\/[0-9a-f]{32}/.exec(letter.text)[0];
  assert.match(letter.head, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
  assert.ok(letter.head.includes(`${address}/unsubscribe>`));
  await page.goto(town.url + address);
  await expect_clean(page);
  await page.getByRole("button", { name: "Yes, send them" }).click();
  await page.waitForURL(/done=changed/);
  assert.match(await page.textContent("main"), /You get emails about bin days at 1 Albion Street/);
  const press = await fetch(`${town.url}${address}/unsubscribe`, { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) });
  assert.equal(press.status, 200);
  assert.equal((await page.goto(town.url + address)).status(), 404);
});
