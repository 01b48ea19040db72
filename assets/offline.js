// Loaded where there is something to keep or something waits: the form without a signal, the page of what waits, the notice.

import { offline_form } from "./modules/offline-form.js";
import { tell_of_waiting } from "./modules/waiting-notice.js";
import { waiting_list } from "./modules/waiting-list.js";
import { watch } from "./modules/waiting-watch.js";

const list = document.querySelector("[data-waiting-list]");
for (const form of document.querySelectorAll("form[data-offline-form]")) offline_form(form);
if (list) waiting_list(list);
else {
  tell_of_waiting();
  watch();
}
