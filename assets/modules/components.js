// The components of govuk-frontend that our pages use; each starts on its `data-module` below `root`. patterns.js has those that none uses yet.

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
} from "govuk-frontend";
import { NamedFileUpload, PlainRadios } from "./plain-names.js";

const components = [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NamedFileUpload,
  NotificationBanner,
  PasswordInput,
  PlainRadios,
  ServiceNavigation,
  SkipLink,
];

export function start_components(root) {
  for (const component of components) createAll(component, undefined, root);
}
