// The one script of every page. Every page works without it.
//
// A module hangs on `data-module="name"` in the markup: govuk-frontend's own (names starting with govuk-) and ours in
// modules/, each a function of the element. A module that fails leaves the page as it was.

import {
  Button,
  CharacterCount,
  Checkboxes,
  createAll,
  ErrorSummary,
  ExitThisPage,
  NotificationBanner,
  PasswordInput,
  ServiceNavigation,
  SkipLink,
  Tabs,
} from "govuk-frontend";
import { NamedAccordion, NamedFileUpload, PlainRadios } from "./modules/plain-names.js";
import { modules } from "./modules/index.js";

const components = [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  ExitThisPage,
  NamedAccordion,
  NamedFileUpload,
  NotificationBanner,
  PasswordInput,
  PlainRadios,
  ServiceNavigation,
  SkipLink,
  Tabs,
];
for (const component of components) createAll(component);

for (const element of document.querySelectorAll("[data-module]")) {
  const start = modules[element.dataset.module];
  if (!start) continue;
  try {
    start(element);
  } catch (problem) {
    console.error(problem);
  }
}
