// States of pages that no errand meets: refusals, wrong references, empty lists, forms of the administration filled in
// wrongly, a second factor from its picture to its last code, and a council to practise on. Each is clean and readable.

import assert from "node:assert/strict";
import { test } from "node:test";
import { code_of } from "./lib/authenticator.mjs";
import { give_password, sign_in } from "./lib/browser.mjs";
import { expect_clean, open_cold } from "./lib/clean.mjs";
import { send_at_once } from "./lib/errands.mjs";
import { start_town } from "./lib/program.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

let practice;
in_town({ requests: 20, settings: { GUILDHALL_RATE_GUESSES: "2", GUILDHALL_RATE_GUESSES_BURST: "5" } }, async () => {
  practice = await start_town({ requests: 0, training: true });
  return () => practice.stop();
});

async function look(page) {
  await expect_clean(page);
}

async function look_at(page, path, status = 200) {
  const answer = await page.goto(town.url + path);
  assert.equal(answer.status(), status, path);
  await look(page);
}

async function press(page, name) {
  await page.locator("main").getByRole("button", { name, exact: true }).click();
}

async function expect_wrong(page, words) {
  await page.getByRole("alert").getByText(words).first().waitFor();
  assert.match(await page.title(), /^Error: /);
  await look(page);
}

test("what is not there, and what one may not see, is said in the council's own dress", async () => {
  const visitor = await browser.phone();
  for (const path of ["/nowhere", "/services/none", "/help/none", "/requests/0000/word"]) await look_at(visitor, path, 404);
  const officer = await browser.signed_in(town, "officer");
  for (const path of ["/staff/nowhere", "/staff/cases/999999", "/staff/knowledge/none", "/staff/calls/999999"]) await look_at(officer, path, 404);
  for (const path of ["/staff/admin", "/staff/jobs"]) await look_at(officer, path, 403);
  await visitor.goto(`${town.url}/requests`);
  await visitor.evaluate(() => {
    const form = Object.assign(document.createElement("form"), { method: "post", action: "/requests/stop-following" });
    document.body.append(form);
    form.submit();
  });
  await visitor.getByRole("heading", { level: 1, name: "You cannot use this page" }).waitFor();
  await look(visitor);
});

test("a wrong reference, a wrong contact detail, and too many tries", async () => {
  const visitor = await browser.phone();
  const reference = (await send_at_once(await browser.phone(), town, { email: "rosa@resident.example" })).replaceAll("-", "");
  await look_at(visitor, "/requests?reference=12", 422);
  for (let tries = 0; tries < 6; tries++) {
    await visitor.goto(`${town.url}/requests/${reference}`);
    await visitor.getByLabel("Email address, phone number or tracking code").fill("somebody@else.example");
    const answered = visitor.waitForResponse((answer) => answer.request().method() === "POST");
    await press(visitor, "Show my request");
    const status = (await answered).status();
    if (tries === 0) await expect_wrong(visitor, /./);
    if (status !== 429) continue;
    await visitor.getByRole("heading", { level: 1 }).waitFor();
    return look(visitor);
  }
  assert.fail("any number of tries is let through");
});

test("an answer that ends the questions says what to do instead", async () => {
  const phone = await browser.phone();
  await phone.goto(`${town.url}/services/pothole/report`);
  const go_on = () => press(phone, "Continue");
  await phone.locator("main input[type=text]").first().fill("3 Dyer Lane");
  await go_on();
  for (let pages = 0; pages < 8; pages++) {
    await phone.getByRole("heading", { level: 1 }).waitFor();
    const danger = phone.getByLabel("Yes, somebody is hurt");
    if (await danger.count()) {
      await danger.check();
      await go_on();
      await phone.getByText("999").first().waitFor();
      return look(phone);
    }
    const none = phone.getByLabel(/^None of these/);
    const choice = (await none.count()) ? none : phone.locator("main input[type=radio]").first();
    if (await choice.count()) await choice.check();
    await Promise.all([phone.waitForEvent("load"), go_on()]);
  }
  assert.fail("nobody was asked whether somebody is hurt");
});

test("services and articles that match nothing", async () => {
  const visitor = await browser.phone();
  await look_at(visitor, "/search?q=xylophone");
  await look_at(visitor, "/help?q=xylophone");
  await look_at(visitor, "/help?q=bin");
  const leader = await browser.signed_in(town, "leader");
  await look_at(leader, "/staff/search?q=xylophone");
  await look_at(leader, "/staff/knowledge?q=xylophone");
});

test("an article is begun wrongly, previewed, saved, and changed by two at once", async () => {
  const leader = await browser.signed_in(town, "leader", "/staff/knowledge/new");
  await press(leader, "Save");
  await expect_wrong(leader, "Enter a title of up to 120 characters");
  await leader.getByLabel("Title").fill("Where can I leave a Christmas tree?");
  await leader.getByLabel("Summary").fill("At the recycling centre, until the end of January.");
  await leader.getByLabel("For everybody").fill("Bring it **without decorations**.\n\n## When\n\n- in January");
  const date = leader.getByRole("group", { name: "Review by" }).getByRole("textbox");
  for (const [at, part] of ["27", "3", "2099"].entries()) await date.nth(at).fill(part);
  await press(leader, "Preview");
  await leader.getByText("Preview: nothing is saved yet").waitFor();
  await look(leader);
  await press(leader, "Save");
  await leader.getByRole("heading", { level: 1, name: "Where can I leave a Christmas tree?" }).waitFor();
  await look(leader);
  await leader.getByRole("link", { name: "Change this article" }).click();
  const other = await leader.context().newPage();
  await other.goto(leader.url());
  for (const page of [other, leader]) {
    await page.getByLabel("Summary").fill("At the recycling centre, all of January.");
    await press(page, "Save");
  }
  await expect_wrong(leader, /Somebody else saved this article/);
  await look_at(leader, "/staff/knowledge/where-can-i-leave-a-christmas-tree/versions");
});

test("people, teams and tokens are added wrongly and rightly", async () => {
  const admin = await browser.signed_in(town, "admin", "/staff/admin/people/new");
  await press(admin, "Add somebody");
  await expect_wrong(admin, /./);
  await admin.getByLabel("Name", { exact: true }).fill("Nell Newcome");
  await admin.getByLabel("Email address").fill("nell@guildhall.example");
  await admin.getByLabel(/password/i).first().fill("three words apart");
  await press(admin, "Add somebody");
  await admin.getByText("The account is there. Now give it teams and roles.").waitFor();
  await look(admin);
  await look_at(admin, "/staff/admin/people?q=xylophone");
  await admin.goto(`${town.url}/staff/admin/teams`);
  await press(admin, "Add a team");
  await expect_wrong(admin, "Enter a name for the team");
  await look_at(admin, "/staff/admin/tokens");
  await press(admin, "Make a token");
  await expect_wrong(admin, "Enter a name for the token");
  await admin.getByLabel("Name", { exact: true }).fill("The map");
  await press(admin, "Make a token");
  await admin.locator(".gh-secret").waitFor();
  await look(admin);
});

test("a second factor, from its picture to signing in with one of its codes", async () => {
  const desk = await browser.signed_in(town, "counter", "/staff/account/second-factor");
  await look(desk);
  await press(desk, "Start");
  await desk.getByRole("img", { name: /^QR code/ }).waitFor();
  await look(desk);
  await desk.getByLabel("Code", { exact: true }).fill("000000");
  await press(desk, "Turn on");
  await expect_wrong(desk, /The code is wrong/);
  await desk.getByLabel("Code", { exact: true }).fill(code_of((await desk.locator(".gh-code").textContent()).replaceAll(" ", "")));
  await press(desk, "Turn on");
  await desk.getByRole("heading", { name: "Your recovery codes" }).waitFor();
  const spare = await desk.locator(".gh-codes li").first().textContent();
  await look(desk);
  await look_at(desk, "/staff/account/second-factor");
  await look_at(desk, "/staff/account");
  await desk.getByRole("button", { name: "Sign out" }).first().click();
  await desk.waitForURL(/sign-in/);
  await give_password(desk, "counter");
  await desk.getByRole("heading", { name: "Enter your code" }).waitFor();
  await look(desk);
  await desk.getByLabel("Code", { exact: true }).fill("000000");
  await desk.locator("main").getByRole("button").first().click();
  await expect_wrong(desk, /The code is wrong/);
  await desk.getByLabel("Code", { exact: true }).fill(spare);
  await desk.locator("main").getByRole("button").first().click();
  await desk.waitForURL((url) => !url.pathname.includes("sign-in"));
});

test("the API, operation by operation, is light too", async () => {
  const visitor = await browser.phone();
  await visitor.goto(`${town.url}/api`);
  const addresses = await visitor.locator("main li a[href^='/api?']").evaluateAll((all) => all.map((one) => one.href));
  assert.ok(addresses.length > 30);
  const sizes = await Promise.all(addresses.map(async (address) => [(await (await visitor.request.get(address)).body()).length, address]));
  const [, heaviest] = sizes.sort(([a], [b]) => b - a)[0];
  const { bytes, requests } = await open_cold(visitor, heaviest);
  assert.ok(bytes <= 60_000 && requests <= 8, `${heaviest}: ${bytes} bytes, ${requests} requests`);
  await look(visitor);
  for (const path of ["/api?operation=submitRequest", "/api?schema=Problem"]) await look_at(visitor, path);
  await look_at(visitor, "/api?operation=none", 404);
});

test("a password is changed wrongly", async () => {
  const desk = await browser.signed_in(town, "streets", "/staff/account");
  await press(desk, "Change your password");
  await expect_wrong(desk, /./);
});

test("where one practises every page says so, and lists with nothing in them say that", async () => {
  const banner = "Training: invented people, and nothing is sent";
  const visitor = await browser.phone();
  await visitor.goto(practice.url);
  await visitor.getByText(banner).waitFor();
  await look(visitor);
  const desk = await browser.desk();
  await desk.goto(`${practice.url}/staff/sign-in?next=%2Fstaff`);
  await look(desk);
  await sign_in(desk, "leader");
  const lists = ["", "?list=mine", "?list=team", "?list=unowned", "?list=late", "?list=tasks", "?list=closed"].map((list) => `/staff/worklist${list}`);
  for (const path of ["/staff", ...lists, "/staff/contacts"]) {
    await desk.goto(practice.url + path);
    await desk.getByText(banner).waitFor();
    await look(desk);
  }
  const reference = await send_at_once(visitor, practice, {});
  await visitor.goto(`${practice.url}/requests/${reference.replaceAll("-", "")}/sent`);
  await visitor.getByText(banner).waitFor();
  await look(visitor);
});
