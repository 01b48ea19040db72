import { Browser, phone_size } from "./journeys/lib/browser.mjs";
import { start_town } from "./journeys/lib/program.mjs";
const town = await start_town();
const browser = await Browser.open();
try {
  const rosa = await browser.phone();
  await rosa.goto(`${town.url}/services/fly-tipping/report`);
  const hidden = await rosa.locator("form input[type=hidden]").evaluateAll((all) => all.map((one) => [one.name, one.value]));
  const form = { ...Object.fromEntries(hidden), location: "The alley behind 14 Dyer Lane", what: "furniture", size: "van", danger: "no", email: "r@resident.example" };
  await rosa.request.post(`${town.url}/services/fly-tipping/report`, { form, headers: { Origin: town.url } });
  for (const [who, list] of [["crew", "team"], ["enforcement", "team"], ["streets", "all"]]) {
    const desk = await browser.signed_in(town, who, "/staff/work?list=" + list, { viewport: phone_size });
    await desk.screenshot({ path: `/tmp/shots/${who}-phone.png`, fullPage: true });
    console.log(who, await desk.evaluate(() => {
      const out = [];
      for (const one of document.querySelectorAll("body *")) { const b = one.getBoundingClientRect(); if (b.right > innerWidth + 1) out.push(one.tagName + "." + one.className + " " + Math.round(b.right) + " " + one.textContent.slice(0, 40)); }
      return [document.documentElement.scrollWidth, ...out.slice(0, 12)];
    }));
  }
} finally { await browser.close().catch(() => {}); await town.stop(); }
