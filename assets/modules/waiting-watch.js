// Sends what waits as soon as there is a signal: when the browser says so, when the page is looked at again, and now and then while
// it is open. Where the browser offers Background Sync, it does so also when no page is open.

import { all_reports } from "./waiting-store.js";
import { send_waiting } from "./waiting-send.js";

const pause = 30_000;
const sign = "guildhall.waiting"; // in localStorage: that there is something, and how the notice is worded

/** Something waits from now on: every page of this site looks after it. */
export async function begin_waiting(words) {
  localStorage.setItem(sign, JSON.stringify(words));
  try {
    const { sync } = await navigator.serviceWorker.getRegistration();
    await sync?.register("guildhall.waiting");
  } catch {
    // the open pages do it
  }
}

export const notice_words = () => JSON.parse(localStorage.getItem(sign) ?? "null");
export const nothing_left = () => localStorage.removeItem(sign);

export function watch() {
  let timer;
  const go = async () => {
    clearTimeout(timer);
    const some_wait = (await all_reports()).some((report) => report.state === "waiting");
    if (some_wait && navigator.onLine) await send_waiting();
    if (some_wait) timer = setTimeout(go, pause);
  };
  addEventListener("online", go);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && go());
  go();
  return go;
}
