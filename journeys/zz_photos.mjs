import { mkdirSync, writeFileSync } from "node:fs";
import { Browser } from "./lib/browser.mjs";
import { say_where, go_on, expect_question } from "./lib/errands.mjs";
import { string_line } from "./lib/line.mjs";
import { start_town } from "./lib/program.mjs";
const out = "/tmp/photos-shots";
mkdirSync(out, { recursive: true });
const town = await start_town();
const line = await string_line(town.url);
const browser = await Browser.open();
const shot = async (page, name) => {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: width === 360 ? 800 : 900 });
    await page.screenshot({ path: `${out}/${name}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 360, height: 800 });
};
try {
  const page = await browser.phone({ deviceScaleFactor: 1 });
  await page.goto(`${line.url}/services/fly-tipping`);
  const photo = async (hue, w, h) => Buffer.from(await page.evaluate(([hue, w, h]) => {
    const c = Object.assign(document.createElement("canvas"), { width: w, height: h });
    const d = c.getContext("2d");
    for (let i = 0; i < 300; i++) { d.fillStyle = `hsl(${hue + i % 60} 50% ${30 + i % 50}%)`; d.fillRect((i * 131) % w, (i * 89) % h, 400, 300); }
    return c.toDataURL("image/jpeg", 0.9).split(",")[1];
  }, [hue, w, h]), "base64");
  const a = { name: "sofa.jpg", mimeType: "image/jpeg", buffer: await photo(20, 2400, 1800) };
  const b = { name: "alley.jpg", mimeType: "image/jpeg", buffer: await photo(200, 1800, 2400) };
  await page.waitForFunction(async () => { for (const n of await caches.keys()) for (const { url } of await (await caches.open(n)).keys()) if (url.endsWith("without-signal")) return true; return false; });
  await page.goto(`${line.url}/services/fly-tipping/report`);
  await page.getByLabel("Where is it?").fill("Alley behind 14 Dyer Lane");
  await say_where(page, "What was dumped?");
  await page.getByLabel("Furniture").check();
  await go_on(page, "How much is there?");
  await page.getByLabel("About a small van load").check();
  await go_on(page, "Is it dangerous right now?");
  await page.getByLabel("No", { exact: true }).check();
  await go_on(page, "Did you see who left it? (optional)");
  await go_on(page, "Do you have photos? (optional)");
  await shot(page, "1-photos-empty");
  await page.getByLabel("Choose or take photos").setInputFiles([a, b]);
  await page.getByRole("img", { name: "Photo 2" }).waitFor();
  await shot(page, "2-photos-two");
  await page.getByLabel("Choose or take photos").setInputFiles([{ name: "IMG_1.HEIC", mimeType: "image/heic", buffer: Buffer.from("x") }]);
  await page.getByText("format HEIC").first().waitFor();
  await shot(page, "3-photos-heic");
  await go_on(page, "Your details");
  await go_on(page, "Check your answers");
  await shot(page, "4-check");
  line.cut();
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect_question(page, "Report without a signal");
  await shot(page, "5-without-signal");
  await page.getByRole("button", { name: "Keep it here" }).click();
  await page.waitForURL(/waiting$/);
  await page.getByText("There is no signal now.").waitFor();
  await shot(page, "6-waiting");
  await page.goto(`${line.url}/services/fly-tipping/report`);
  await page.getByLabel("Yes, it is burning").check();
  await page.getByRole("button", { name: "Keep it here" }).click();
  await shot(page, "7-stopped");
  line.mend();
  await page.context().setOffline(false);
  await page.getByText("Your report was sent").waitFor();
  await shot(page, "8-notice");
  await page.goto(`${line.url}/services/fly-tipping/report/without-signal`);
  await page.getByLabel("Where is it?").fill("Elm Grove");
  await page.getByLabel("Furniture").check();
  await page.getByLabel("About a small van load").check();
  await page.getByRole("group", { name: "Is it dangerous" }).getByLabel("No", { exact: true }).check();
  await page.getByLabel("Email address (optional)").fill("nobody");
  await page.getByRole("button", { name: "Keep it here" }).click();
  await page.getByText("We could not take it").waitFor();
  await shot(page, "9-refused-and-sent");
} catch (e) { console.log(e); } finally {
  console.log(browser.complaints.slice(0, 12).join("\n"));
  await browser.engine.close(); line.stop(); await town.stop();
}
