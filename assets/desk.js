// What the pages of colleagues have beyond guildhall.js.

import { binsSaid } from "./modules/bins-said.js";
import { branches } from "./modules/branches.js";
import { call } from "./modules/call.js";
import { keys, keysSwitch } from "./modules/keys.js";
import { live } from "./modules/live.js";
import { lookup } from "./modules/lookup.js";
import { script } from "./modules/script.js";
import { guard_sign_out } from "./modules/sign-out-guard.js";
import { bring } from "./modules/start.js";

bring({
  "gh-bins-said": binsSaid,
  "gh-branches": branches,
  "gh-call": call,
  "gh-keys": keys,
  "gh-keys-switch": keysSwitch,
  "gh-live": live,
  "gh-lookup": lookup,
  "gh-script": script,
});
guard_sign_out();
