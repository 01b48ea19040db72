// Every page that can be opened (pages.json, which the tests of guildhall hold against the program's routes): nothing that
// axe-core finds, readable at 400 % zoom and in forced colours, and light when nothing of it is cached (but for the pattern book, which
// holds one of everything, and the drawing of a map, whose editor is for colleagues alone and has a journey of its own).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { expect_clean, open_cold } from "./lib/clean.mjs";
import { close_case, open_case_of, send_at_once, send_in_one_post } from "./lib/errands.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

const pages = JSON.parse(readFileSync(new URL("pages.json", import.meta.url)));
const at = {};
const open = {};
in_town({ requests: 60 }, async () => {
  open.visitor = await browser.phone();
  for (const who of ["agent", "leader", "admin"]) open[who] = await browser.signed_in(town, who, "/staff");
  at.reference = await send_at_once(open.visitor, town, { location: "12 Canal Walk", name: "Rosa Green", email: "rosa@resident.example" });
  at.closed = await send_at_once(open.visitor, town, { location: "3 Dyer Lane" });
  at.visited = await send_in_one_post(open.visitor, town, "pest-control", { location: "3 Dyer Lane", pest: "rats", ground: "garden", careful: "no", "visit-time": "none" });
  await open.visitor.goto(`${town.url}/requests/${at.visited}/visit`);
  await open.visitor.locator("main input[type=radio]").first().check();
  await open.visitor.getByRole("button", { name: "Book this time" }).click();
  await open.visitor.getByText("Your visit is booked.").waitFor();
  await open_case_of(open.leader, town, at.closed);
  await close_case(open.leader, "The bin has been emptied");
  await open_case_of(open.leader, town, at.reference);
  at.case = new URL(open.leader.url()).pathname.split("/").at(-1);

  const first_link = async (page, path, start, within = "") => {
    await page.goto(town.url + path);
    return page.locator(`main ${within}a[href^="${start}"]`).first().getAttribute("href");
  };
  at.problem = await first_link(open.visitor, "/problems?state=all", "/problems/");
  at.person = await first_link(open.agent, "/staff/search?q=rosa+green", "/staff/people/");
  await open.agent.keyboard.press("c");
  await open.agent.waitForURL(/calls\/\d+/);
  at.call = new URL(open.agent.url()).pathname.split("/").at(-1);
  at.staff = await first_link(open.admin, "/staff/admin/people?q=olu", "/staff/admin/people/", "td ");
  at.team = await first_link(open.admin, "/staff/admin/teams", "/staff/admin/teams/");
  await open.admin.goto(`${town.url}/staff/admin/tokens`);
  await open.admin.getByLabel("Name", { exact: true }).fill("The map");
  await open.admin.getByRole("button", { name: "Make a token" }).click();
  at.token = await open.admin.locator("main a[href$=revocation]").getAttribute("href");
});

for (const [pattern, page] of Object.entries(pages))
  if (page.as)
    test(`${pattern}, as ${page.as}`, async () => {
      const path = page.at.replace(/\{(\w+)\}/, (_, name) => at[name]);
      const { status, bytes, requests } = await open_cold(open[page.as], town.url + path);
      assert.equal(status, 200, path);
      await expect_clean(open[page.as]);
      assert.ok(requests <= 8, `${path} needs ${requests} requests`);
      if (page.light !== false) assert.ok(bytes <= 60_000, `${path} weighs ${bytes} bytes`);
    });
