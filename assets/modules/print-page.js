/** A button, hidden without script, that prints the page. */
export function printPage(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
