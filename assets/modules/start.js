// Starts what hangs on `data-module` (one name or several) in a document, or in a part that was put in later. A module that fails leaves the
// page as it was.

import { modules } from "./index.js";

export function start_modules(root) {
  for (const element of root.querySelectorAll("[data-module]")) {
    const starts = element.dataset.module.split(" ").map((name) => modules[name]).filter(Boolean);
    if (starts.length === 0 || element.dataset.started) continue;
    element.dataset.started = "true";
    try {
      for (const start of starts) start(element);
    } catch (problem) {
      console.error(problem);
    }
  }
}
