/** A <details> that is open on a wide screen and, where room is scarce, starts closed. */
export function closeOnPhones(details) {
  if (window.matchMedia("(max-width: 48em)").matches) details.open = false;
}
