// The components that no page has yet, for the pattern book alone (beside guildhall.js).

import { createAll, ExitThisPage, Tabs } from "govuk-frontend";
import { NamedAccordion } from "./modules/named-accordion.js";

for (const component of [ExitThisPage, NamedAccordion, Tabs]) createAll(component);
