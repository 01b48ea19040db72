// Today's round on a phone: it stays on the phone until tonight, and what is said of its tasks is kept there until it is with the council.

import { round_page } from "./modules/round-page.js";

const page = document.querySelector("[data-round]");
if (page && "serviceWorker" in navigator && "locks" in navigator) round_page(page);
