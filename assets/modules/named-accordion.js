import { Accordion } from "govuk-frontend";

/** A section's button is named by the words one sees in it ("First, Show"); aria-expanded tells its state. */
export class NamedAccordion extends Accordion {
  setExpanded(expanded, section) {
    super.setExpanded(expanded, section);
    section.querySelector(".govuk-accordion__section-button")?.removeAttribute("aria-label");
  }
}
