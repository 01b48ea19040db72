/**
 * A challenge that the browser meets by itself: a worker looks for a number, and the question is put away. Where there is no
 * worker, or it fails, the question stays.
 *
 *     <div data-module="gh-proof" data-token="…" data-bits="17" data-worker="/assets/…js" data-working="…" data-done="…">
 *       <input type="hidden" name="proof"> … the question …
 */
export function proof(element) {
  const field = element.querySelector("input[name=proof]");
  const { token, bits, worker: address, working, done } = element.dataset;
  if (!field || !window.Worker) return;
  const worker = new Worker(address);
  const asked = document.createElement("div");
  asked.append(...element.querySelectorAll(":scope > :is(h2, p, .govuk-form-group)"));
  element.append(asked);
  const said = document.createElement("p");
  said.className = "govuk-body";
  said.setAttribute("role", "status");

  const show_question = (shown) => {
    asked.hidden = !shown;
    said.hidden = shown;
  };
  const form = element.closest("form");
  let waiting; // the button that was pressed too early
  const hold = (event) => {
    if (event.submitter?.name) return; // leads back, and sends nothing
    waiting = event.submitter;
    event.preventDefault();
  };
  const end = () => {
    worker.terminate();
    form?.removeEventListener("submit", hold);
  };
  worker.addEventListener("message", ({ data }) => {
    field.value = String(data);
    said.textContent = done;
    end();
    if (waiting !== undefined) form.requestSubmit ? form.requestSubmit(waiting) : form.submit();
  });
  worker.addEventListener("error", () => {
    show_question(true);
    end();
  });
  form?.addEventListener("submit", hold);
  element.prepend(said);
  show_question(false);
  said.textContent = working;
  worker.postMessage({ token, bits: Number(bits) });
}
