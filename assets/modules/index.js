// Name in data-module → what it does to its element. One file each.

import { closeOnPhones } from "./close-on-phones.js";
import { live } from "./live.js";
import { printPage } from "./print-page.js";

export const modules = {
  "gh-close-on-phones": closeOnPhones,
  "gh-live": live,
  "gh-print": printPage,
};
