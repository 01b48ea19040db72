/**
 * Script mode: questions worked through from the top by keyboard. Enter goes on to the next step (Shift and Enter is a line
 * break in a long answer), a digit picks the choice with that number while the focus is on one of them.
 */
export function script(form) {
  form.classList.add("gh-script--keyed");
  const voice = document.createElement("div"); // what a digit chose: the focus has left it before it could be heard
  voice.setAttribute("role", "status");
  voice.className = "govuk-visually-hidden";
  form.before(voice);
  const steps = () => Array.from(form.querySelectorAll("[data-step]"));
  const target_in = (step) =>
    step.querySelector("input[type=radio]:checked") ?? step.querySelector("input:not([type=hidden]), textarea, select, button");

  function go_on(from) {
    const all = steps();
    target_in(all[Math.min(all.indexOf(from) + 1, all.length - 1)])?.focus();
  }

  form.addEventListener("keydown", (event) => {
    const step = event.target.closest("[data-step]");
    if (!step || event.target.matches("button, a") || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.defaultPrevented) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      go_on(step);
    }
    if (event.target.type === "radio" && event.key >= "1" && event.key <= "9") {
      const radio = step.querySelectorAll("input[type=radio]")[Number(event.key) - 1];
      if (!radio) return;
      event.preventDefault();
      radio.click();
      voice.textContent = radio.labels[0]?.textContent.trim() ?? "";
      go_on(step);
    }
  });
}
