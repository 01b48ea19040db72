// The one script of every page. Every page works without it.
//
// A module hangs on `data-module="name"` in the markup: govuk-frontend's own (names starting with govuk-) and ours in
// modules/, each a function of the element.

import { forget_sent_words } from "./modules/keep-words.js";
import { start_components } from "./modules/components.js";
import { start_modules } from "./modules/start.js";

start_components(document);
start_modules(document);
forget_sent_words();

// Something waits to be sent from this browser: whatever page of the council's is open looks after it.
const { offline } = document.body.dataset;
if (offline && localStorage.getItem("guildhall.waiting")) import(offline);
