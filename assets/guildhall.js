// The one script of every page. Every page works without it.
//
// A module hangs on `data-module="name"` in the markup: govuk-frontend's own (names starting with govuk-) and ours in
// modules/, each a function of the element.

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
import { forget_sent_words } from "./modules/keep-words.js";
import { start_modules } from "./modules/start.js";

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

start_modules(document);
forget_sent_words();
