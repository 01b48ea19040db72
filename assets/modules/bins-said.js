/**
 * Says what is known of an address' bins as soon as the address is chosen: fetches the page at `data-bins` with the number of the
 * address behind it, and puts its part `bins` in place. Without script the page says it of the caller's newest address alone.
 */
import { fetch_page, replace_parts } from "./parts.js";

export function binsSaid(form) {
  const { bins } = form.dataset;
  if (!bins) return;
  form.addEventListener("change", async (event) => {
    const uprn = form.elements.uprn?.value;
    if (event.target.name !== "location" || !uprn) return;
    try {
      const { page, ok, signed_out } = await fetch_page(bins + encodeURIComponent(uprn));
      if (ok && !signed_out && form.elements.uprn.value === uprn) replace_parts(page, "bins");
    } catch {
      // the line was lost: the script of questions goes on without it
    }
  });
}
