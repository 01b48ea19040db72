// Starts what hangs on `data-module` in a document, or in a part that was put in later. A module that fails leaves the
// page as it was.

import { modules } from "./index.js";

export function start_modules(root) {
  for (const element of root.querySelectorAll("[data-module]")) {
    const start = modules[element.dataset.module];
    if (!start || element.dataset.started) continue;
    element.dataset.started = "true";
    try {
      start(element);
    } catch (problem) {
      console.error(problem);
    }
  }
}
