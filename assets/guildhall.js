// The script of every page; site.js and desk.js bring what only residents or only colleagues need. Every page works without them.
//
// A module hangs on `data-module="name"` in the markup: govuk-frontend's own (names starting with govuk-) and ours in
// modules/, each a function of the element.

import { addressFinder } from "./modules/address-finder.js";
import { closeOnPhones } from "./modules/close-on-phones.js";
import { forget_sent_words, keepWords } from "./modules/keep-words.js";
import { printPage } from "./modules/print-page.js";
import { start_components } from "./modules/components.js";
import { bring, everywhere } from "./modules/start.js";

everywhere(start_components);
bring({
  "gh-address-finder": addressFinder,
  "gh-close-on-phones": closeOnPhones,
  "gh-keep-words": keepWords,
  "gh-print": printPage,
});
forget_sent_words();

// Something waits to be sent from this browser: whatever page of the council's is open looks after it.
const { offline } = document.body.dataset;
if (offline && localStorage.getItem("guildhall.waiting")) import(offline);
