// The components of govuk-frontend that our pages use; each starts on its `data-module` below `root`. No page of ours has "exit this page".

import {
  Button,
  CharacterCount,
  Checkboxes,
  createAll,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  ServiceNavigation,
  SkipLink,
  Tabs,
} from "govuk-frontend";
import { NamedAccordion, NamedFileUpload, PlainRadios } from "./plain-names.js";

const components = [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NamedAccordion,
  NamedFileUpload,
  NotificationBanner,
  PasswordInput,
  PlainRadios,
  ServiceNavigation,
  SkipLink,
  Tabs,
];

export function start_components(root) {
  for (const component of components) createAll(component, undefined, root);
}
