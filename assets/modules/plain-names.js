// Three of govuk-frontend's components with names and states that WCAG and ARIA know.

import { Accordion, FileUpload, Radios } from "govuk-frontend";

/** A section's button is named by the words one sees in it ("First, Show"); aria-expanded tells its state. */
export class NamedAccordion extends Accordion {
  setExpanded(expanded, section) {
    super.setExpanded(expanded, section);
    section.querySelector(".govuk-accordion__section-button")?.removeAttribute("aria-label");
  }
}

/** The button is named by the field's label and then by what one sees in it, with no sign in between. */
export class NamedFileUpload extends FileUpload {
  createButton() {
    const button = super.createButton();
    button.querySelector(".govuk-visually-hidden")?.remove();
    button.setAttribute("aria-labelledby", `${this.$label.id} ${button.id}`);
    return button;
  }
}

/** ARIA has no aria-expanded for a radio; aria-controls alone says what it shows. */
export class PlainRadios extends Radios {
  syncConditionalRevealWithInputState(input) {
    super.syncConditionalRevealWithInputState(input);
    input.removeAttribute("aria-expanded");
  }
}
