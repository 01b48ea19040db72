// The one script of every page. Every page works without it.
//
// A module hangs on `data-module="name"` in the markup: govuk-frontend's own (names starting with govuk-) and ours in
// modules/, each a function of the element. A module that fails leaves the page as it was.

import { initAll } from "govuk-frontend";
import { modules } from "./modules/index.js";

initAll();

for (const element of document.querySelectorAll("[data-module]")) {
  const start = modules[element.dataset.module];
  if (!start) continue;
  try {
    start(element);
  } catch (problem) {
    console.error(problem);
  }
}
