// An agent takes a call about a missed bin, from the greeting to the reference.

import { sign_in } from "../../journeys/lib/browser.mjs";
import { start_town } from "../../journeys/lib/program.mjs";
import { Keyboard } from "./keyboard.mjs";

const town = await start_town({ on: "sqlite" });
const ash = await Keyboard.open();
try {
  await ash.page.goto(`${town.url}/staff/sign-in`);
  await sign_in(ash.page, "agent");
  await ash.visit(`${town.url}/staff/worklist`);
  await ash.press("c");
  await ash.type("Winifred Ashworth");
  await ash.press("Enter");
  await ash.type("bin not emptied");
  await ash.press("Enter");
  await ash.type("12 Canal Walk, GH2 1AB");
  await ash.press("Enter");
  await ash.press("2"); // which bin
  await ash.press("Enter"); // nothing else
  await ash.type("07700 900341");
  await ash.press("Enter");
  await ash.press("Enter"); // no email
  await ash.press("Enter"); // logs it, and ends the call
} finally {
  await ash.close();
  await town.stop();
}
