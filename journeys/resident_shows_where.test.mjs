// Asha sees a street lamp that is out. On her phone without script she picks the very lamp; on her laptop she moves the map under its
// cross. What is public of it stands on the list and map for everybody.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { expect_clean } from "./lib/clean.mjs";
import { browser, in_town, town } from "./lib/town.mjs";

in_town();

const go_on = (page) => page.getByRole("button", { name: "Continue" }).last().click();
const heading = (page, text) => page.getByRole("heading", { name: text }).waitFor();

test("the question of the place and its map are clean", async () => {
  const page = await browser.phone();
  await page.goto(`${town.url}/services/street-light/report`);
  await expect_clean(page);
  await page.getByRole("textbox").fill("12 Mill Lane");
  await page.getByRole("button", { name: "Choose on a map" }).click();
  await heading(page, "Show us where it is");
  await expect_clean(page);
});

test("on a phone without script she picks the lamp, and the report says which one it is", async () => {
  const page = await browser.phone({ javaScriptEnabled: false });
  await page.goto(`${town.url}/services/street-light/report`);
  await page.getByRole("textbox").fill("12 Mill Lane");
  await page.getByRole("button", { name: "Choose on a map" }).click();
  await heading(page, "Show us where it is");
  const lamps = page.getByRole("radio", { name: /Street lamp L\d+/ });
  const first = await lamps.first().getAttribute("value");
  await page.getByRole("button", { name: "Move north" }).click();
  await page.locator("input[name=tap]").click({ position: { x: 140, y: 280 } });
  await heading(page, "Show us where it is");
  await page.getByRole("button", { name: "Further away" }).click();
  await page.locator(`input[value="${first}"]`).check();
  await go_on(page);
  assert.equal(await page.locator("input[type=hidden][name=asset]").getAttribute("value"), first);
  await page.getByLabel("It does not come on").check();
  const title = page.getByRole("heading", { level: 1 });
  for (let left = 8; left > 0 && !(await page.getByText("Check your answers").count()); left--) {
    const before = (await title.textContent()).trim();
    await go_on(page);
    await title.filter({ hasNotText: before }).waitFor();
  }
  await page.getByRole("img", { name: "Map of 12 Mill Lane" }).waitFor();
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Your reference is").waitFor();
});

test("with script she moves the map with keys and finger, and its middle is the place", async () => {
  const page = await browser.desk();
  await page.goto(`${town.url}/services/pothole/report`);
  await page.getByRole("textbox").fill("by the library");
  await page.getByRole("button", { name: "Choose on a map" }).click();
  await heading(page, "Show us where it is");
  const view = page.locator("input[name=view]");
  const map = page.getByRole("application");
  const moved = async (move) => {
    const before = await page.locator(".gh-map svg").elementHandle();
    const was = await view.inputValue();
    await move();
    await page.waitForFunction((old) => !old.isConnected, before);
    assert.notEqual(await view.inputValue(), was);
  };
  await map.focus();
  await moved(() => page.keyboard.press("ArrowRight"));
  await moved(() => page.keyboard.press("-"));
  await moved(() => page.getByRole("button", { name: "Closer" }).click());
  const box = await map.boundingBox();
  await moved(async () => {
    await page.mouse.move(box.x + 100, box.y + 100);
    await page.mouse.down();
    await page.mouse.move(box.x + 160, box.y + 140, { steps: 3 });
    await page.mouse.up();
  });
  await expect_clean(page);
  const [latitude, longitude] = (await view.inputValue()).split(",");
  await page.getByRole("button", { name: "Use the middle of the map" }).click();
  await page.waitForLoadState();
  assert.equal(await page.locator("input[type=hidden][name=point]").getAttribute("value"), `${latitude},${longitude}`);
});

test("everybody sees on the map and in the list what is public", async () => {
  const page = await browser.phone();
  await page.goto(`${town.url}/problems?state=all`);
  await expect_clean(page);
  await page.getByRole("link", { name: "Closer" }).click();
  await page.waitForURL(/view=/);
  await page.goto(`${town.url}/problems`);
  await page.locator(".gh-problem a").first().click();
  await page.waitForURL(/problems\/\w/);
  await page.getByRole("img", { name: /^Map of/ }).waitFor();
  await expect_clean(page);
});
