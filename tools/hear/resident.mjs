// A resident reports a missed bin with two mistakes on the way, follows it, and says that something is not put right.

import { close_case, open_case_of } from "../../journeys/lib/errands.mjs";
import { Browser } from "../../journeys/lib/browser.mjs";
import { start_town } from "../../journeys/lib/program.mjs";
import { Keyboard } from "./keyboard.mjs";

const town = await start_town({ on: "sqlite" });
const rosa = await Keyboard.open();
const email = "rosa@resident.example";
try {
  await rosa.visit(`${town.url}/services/missed-bin`);
  await rosa.to(/^Start now/);
  await rosa.press("Enter");
  await rosa.to("location");
  await rosa.press("Enter"); // nothing typed
  await rosa.press("Tab");
  await rosa.press("Enter"); // the error's link
  await rosa.type("Behind the old chapel");
  await rosa.press("Enter");
  await rosa.to("bin");
  await rosa.press("Space");
  await rosa.press("ArrowDown");
  await rosa.press("Enter");
  await rosa.to("Continue");
  await rosa.press("Enter");
  await rosa.to("email");
  await rosa.type("rosa");
  await rosa.press("Enter"); // no address
  await rosa.press("Tab");
  await rosa.press("Enter");
  await rosa.press("Control+a");
  await rosa.type(email);
  await rosa.press("Enter");
  await rosa.to("Send");
  await rosa.press("Enter");
  await rosa.page.waitForURL(/\/sent$/);
  const reference = (await rosa.page.locator(".govuk-panel strong").textContent()).trim();

  rosa.note("somebody at the council closes the case");
  const council = await Browser.open();
  const officer = await council.signed_in(town, "officer");
  await open_case_of(officer, town, reference);
  await close_case(officer, "The bin has been emptied");
  await council.close();

  await rosa.page.context().clearCookies();
  await rosa.visit(`${town.url}/requests`);
  await rosa.to("reference");
  await rosa.type(reference);
  await rosa.press("Enter");
  await rosa.to("contact");
  await rosa.type(email);
  await rosa.press("Enter");
  await rosa.to("No, something is still wrong");
  await rosa.press("Enter");
} finally {
  await rosa.close();
  await town.stop();
}
