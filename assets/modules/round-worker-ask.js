// The page and its service worker: registered once, asked to keep the page, asked to forget it.

const address = "/staff/service-worker.js";

/** Once it works. */
async function worker() {
  const registration = await navigator.serviceWorker.register(address, { scope: "/staff/" });
  if (registration.active) return registration.active;
  const coming = registration.installing ?? registration.waiting;
  await new Promise((resolve) => {
    coming.addEventListener("statechange", () => ["activated", "redundant"].includes(coming.state) && resolve());
    if (registration.active) resolve();
  });
  return registration.active;
}

export async function ask_worker(question) {
  const active = await worker();
  const line = new MessageChannel();
  await new Promise((resolve) => {
    line.port1.onmessage = resolve;
    active?.postMessage(question, [line.port2]);
    setTimeout(resolve, 5000);
  });
}

/** True if the page stands on the phone from now on: the first time it is asked for once more, later the worker kept it on its way. */
export async function keep_page() {
  const kept = async () => (await caches.has("staff-round")) && Boolean(await (await caches.open("staff-round")).match("/staff/round"));
  try {
    await worker();
    if (!(await kept())) await ask_worker({ keeps: location.pathname + location.search });
    return await kept();
  } catch (problem) {
    console.warn(problem);
    return false;
  }
}
