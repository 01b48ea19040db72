// The map of a service, drawn by hand: bpmn-js over the text that the page holds, a panel for what the council says at an element, and the
// faults of the publishing check pointed out. What is saved is the text, by the page's own form; without this script the text itself is there.

import Modeler from "bpmn-js/lib/Modeler";

const ours = {
  name: "Guildhall",
  prefix: "gh",
  uri: "urn:guildhall:bpmn",
  xml: { tagAlias: "lowerCase" },
  types: [
    {
      name: "Said",
      extends: ["bpmn:FlowNode"],
      properties: ["team", "skill", "form", "withinWorkingDays", "field", "notBy", "closes", "decision", "into", "destination", "errand", "replyWithinWorkingDays", "letter", "words", "outcome", "reminder", "remindOn", "remindDaysBefore", "pause", "plain"].map(
        (name) => ({ name, isAttr: true, type: "String" }),
      ),
    },
  ],
};

function faults_of(page) {
  return Array.from(page.querySelectorAll("[data-fault]"), (line) => ({ element: line.dataset.fault, text: line.textContent.trim(), line }));
}

/** Points at what the check found: a mark on the element, and a way from the list to it. */
function point_out(modeler, faults) {
  const registry = modeler.get("elementRegistry"), canvas = modeler.get("canvas"), overlays = modeler.get("overlays");
  for (const fault of faults) {
    const element = registry.get(fault.element);
    if (!element) continue;
    canvas.addMarker(element, "gh-map-fault");
    const mark = document.createElement("span");
    mark.className = "gh-map-fault__mark";
    mark.textContent = "!";
    mark.title = fault.text;
    overlays.add(element, { position: { top: -12, left: -12 }, html: mark });
    const button = document.createElement("button");
    button.type = "button";
    button.className = "govuk-link gh-button-link";
    button.textContent = fault.line.dataset.show;
    button.addEventListener("click", () => {
      canvas.scrollToElement(element);
      modeler.get("selection").select(element);
    });
    fault.line.append(" ", button);
  }
}

/** Shows for the element that is chosen what may be said at it, and writes down what is said. */
function follow_selection(modeler, panel) {
  const modeling = modeler.get("modeling");
  const fields = Array.from(panel.querySelectorAll("[data-said]"));
  const nothing = panel.querySelector("[data-nothing]");
  let chosen = null;
  const show = (element) => {
    const object = element?.businessObject;
    chosen = object?.$instanceOf("bpmn:FlowElement") ? element : null;
    let some = false;
    for (const field of fields) {
      const group = field.closest(".govuk-form-group");
      const fits = chosen !== null && field.dataset.at.split(" ").some((type) => object.$instanceOf(type));
      group.hidden = !fits;
      some ||= fits;
      if (!fits) continue;
      const value = field.dataset.said === "name" ? object.name : field.dataset.said === "condition" ? object.conditionExpression?.body : object.get(`gh:${field.dataset.said}`);
      if (field.type === "checkbox") {
        field.checked = value === "true";
        continue;
      }
      if (field.tagName === "SELECT" && value && !Array.from(field.options).some((option) => option.value === value)) field.add(new Option(value, value));
      field.value = value ?? "";
    }
    nothing.hidden = some;
  };
  for (const field of fields)
    field.addEventListener("change", () => {
      if (!chosen) return;
      const value = (field.type === "checkbox" ? (field.checked ? "true" : "") : field.value.trim()) || undefined;
      const said = field.dataset.said;
      if (said === "condition") {
        const expression = value && modeler.get("bpmnFactory").create("bpmn:FormalExpression", { body: value });
        modeling.updateProperties(chosen, { conditionExpression: expression });
      } else {
        modeling.updateProperties(chosen, { [said === "name" ? "name" : `gh:${said}`]: value });
      }
    });
  modeler.on("selection.changed", ({ newSelection }) => show(newSelection.length === 1 ? newSelection[0] : null));
  show(null);
}

async function start(page) {
  const text = page.querySelector("textarea[name=xml]"), canvas = page.querySelector("[data-canvas]"), panel = page.querySelector("[data-panel]");
  const modeler = new Modeler({ container: canvas, moddleExtensions: { gh: ours } });
  canvas.hidden = false;
  try {
    await modeler.importXML(text.value);
  } catch (problem) {
    canvas.hidden = true;
    page.querySelector("[data-undrawn]").hidden = false;
    return;
  }
  page.querySelector("[data-as-text]").hidden = true;
  panel.hidden = false;
  modeler.get("canvas").zoom("fit-viewport", "auto");
  follow_selection(modeler, panel);
  point_out(modeler, faults_of(document));
  let changed = false;
  modeler.on("commandStack.changed", () => (changed = true));
  window.addEventListener("beforeunload", (event) => changed && event.preventDefault());
  const form = text.form;
  let ready = false;
  form.addEventListener("submit", async (event) => {
    if (ready) return;
    event.preventDefault();
    text.value = (await modeler.saveXML({ format: true })).xml;
    ready = true;
    changed = false;
    setTimeout(() => form.requestSubmit(event.submitter ?? undefined)); // not while this very event is under way
  });
  page.dataset.ready = "yes";
}

const page = document.querySelector("[data-map-editor]");
if (page) start(page);
