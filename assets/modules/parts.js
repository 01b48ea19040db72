// Parts of a page, fetched anew and put in the place of the old ones. The page that comes is the one that would have come
// without script, so there is one way of doing each thing.

import { parse_page } from "./page-text.js";
import { start_modules } from "./start.js";

/** The page at an address, or what a form answers, as a document with the address it came from. */
export async function fetch_page(address, options = {}) {
  const answer = await fetch(address, { headers: { Accept: "text/html" }, ...options });
  const page = parse_page(await answer.text());
  return { page, url: answer.url, ok: answer.ok, signed_out: new URL(answer.url).pathname === "/staff/sign-in" };
}

/** Puts the parts with these ids in the place of those here; what was typed in them is the caller's to keep. */
export function replace_parts(page, ids) {
  for (const id of ids.split(" ")) {
    const old = document.getElementById(id);
    const fresh = page.getElementById(id);
    if (!old || !fresh) continue;
    old.replaceWith(document.importNode(fresh, true));
    start_modules(document.getElementById(id));
  }
}
