// Two of govuk-frontend's components with names and states that WCAG and ARIA know.

import { FileUpload, Radios } from "govuk-frontend";

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
