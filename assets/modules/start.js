// Starts what hangs on `data-module` (one name or several) in a document, or in a part that was put in later. A module that fails leaves the
// page as it was. A page has the script of every page and that of its own side of the counter: each starts the modules it brings along.

const put_in = "gh-put-in";

/// Tells the scripts of the page that a part was put in.
export function start_modules(part) {
  part.dispatchEvent(new CustomEvent(put_in, { bubbles: true }));
}

/// Does it to the document, and to whatever is put in later.
export function everywhere(start_in) {
  document.addEventListener(put_in, (event) => start_in(event.target));
  start_in(document);
}

/// Starts these modules everywhere.
export function bring(modules) {
  const started = new WeakSet();
  everywhere((root) => {
    for (const element of root.querySelectorAll("[data-module]")) {
      const starts = element.dataset.module.split(" ").map((name) => modules[name]).filter(Boolean);
      if (starts.length === 0 || started.has(element)) continue;
      started.add(element);
      try {
        for (const start of starts) start(element);
      } catch (problem) {
        console.error(problem);
      }
    }
  });
}
