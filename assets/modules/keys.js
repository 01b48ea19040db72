/**
 * Keys of the desk, outside fields: "/" goes to the search field, "?" opens the help of the page, and whatever has a
 * `data-key` is pressed by that letter; something with fields in it is opened, and its first field gets the focus. Whoever talks to their computer can switch them off in the help (WCAG 2.1.4); the
 * browser remembers it.
 */
const setting = "guildhall.keys";
const are_on = () => localStorage.getItem(setting) !== "off";

export function keys(form) {
  const field = form.querySelector("input[type=search]");
  document.addEventListener("keydown", (event) => {
    if (!are_on() || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (event.target.closest?.("input:not([type=radio], [type=checkbox], [type=submit]), textarea, select, [contenteditable]")) return;
    const help = document.querySelector("details.gh-help");
    const pressed = event.key === "/" ? field : event.key === "?" ? help : document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!pressed) return;
    event.preventDefault();
    if (pressed === field) field.focus();
    else if (pressed === help) open(help);
    else if (pressed.matches("details, section")) go_into(pressed);
    else pressed.click();
  });
}

function open(help) {
  help.open = !help.open;
  help.querySelector("summary").focus();
}

function go_into(part) {
  if (part.matches("details")) part.open = true;
  part.querySelector("input:not([type=hidden]), textarea, select")?.focus();
}

/** The switch in the help. */
export function keysSwitch(label) {
  const box = label.querySelector("input");
  box.checked = are_on();
  box.addEventListener("change", () => localStorage.setItem(setting, box.checked ? "on" : "off"));
  label.hidden = false;
}
