/**
 * A field to draw one's signature in, beside the name that signs. Nobody must draw: without script, a pointer or the wish for it the name alone
 * stands. What is drawn goes along as a small PNG in the hidden field that `data-field` names.
 *
 *     <div data-module="gh-signature" data-field="signed-drawn" data-label="…" data-clear="…" data-drawn="…" hidden></div>
 */
const width = 480;
const height = 160;

export function signature(part) {
  const field = part.parentElement.querySelector(`input[name="${part.dataset.field}"]`);
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  if (!field || !pen) return;
  Object.assign(canvas, { width, height, className: "gh-signature__field" });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", part.dataset.label);
  const words = document.createElement("p");
  Object.assign(words, { className: "govuk-hint", textContent: part.dataset.label });
  const clear = document.createElement("button");
  Object.assign(clear, { type: "button", className: "gh-link-button", textContent: part.dataset.clear });
  const said = document.createElement("p");
  said.className = "govuk-body";
  said.setAttribute("role", "status");
  part.append(words, canvas, clear, said);
  part.hidden = false;

  const blank = () => {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, width, height);
    Object.assign(pen, { strokeStyle: "#0b0c0c", lineWidth: 3, lineCap: "round", lineJoin: "round" });
  };
  const tell = () => (said.textContent = field.value ? part.dataset.drawn : "");
  blank();
  tell(); // one that was drawn before stays until it is drawn anew, or cleared

  const at = (event) => [(event.offsetX * width) / canvas.clientWidth, (event.offsetY * height) / canvas.clientHeight];
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    pen.lineTo(...at(event));
    pen.stroke();
  });
  canvas.addEventListener("pointerup", () => {
    field.value = canvas.toDataURL("image/png");
    tell();
  });
  clear.addEventListener("click", () => {
    blank();
    field.value = "";
    tell();
  });
}
