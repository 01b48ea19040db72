// Name in data-module → what it does to its element. One file each.

import { addressFinder } from "./address-finder.js";
import { apiToken, apiTry } from "./api-try.js";
import { binsSaid } from "./bins-said.js";
import { call } from "./call.js";
import { closeOnPhones } from "./close-on-phones.js";
import { keepWords } from "./keep-words.js";
import { keys, keysSwitch } from "./keys.js";
import { live } from "./live.js";
import { lookup } from "./lookup.js";
import { map } from "./map.js";
import { myLocation } from "./my-location.js";
import { printPage } from "./print-page.js";
import { proof } from "./proof.js";
import { script } from "./script.js";

export const modules = {
  "gh-address-finder": addressFinder,
  "gh-api-token": apiToken,
  "gh-api-try": apiTry,
  "gh-bins-said": binsSaid,
  "gh-call": call,
  "gh-close-on-phones": closeOnPhones,
  "gh-keep-words": keepWords,
  "gh-keys": keys,
  "gh-keys-switch": keysSwitch,
  "gh-live": live,
  "gh-lookup": lookup,
  "gh-map": map,
  "gh-my-location": myLocation,
  "gh-print": printPage,
  "gh-proof": proof,
  "gh-script": script,
};
