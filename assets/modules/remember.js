/**
 * Has the service worker keep the empty form of the service that is being looked at, so that it opens without a signal. After
 * everything else has come: nobody waits for it.
 */
export function remember(element) {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  addEventListener("load", async () => {
    try {
      await workers.register("/service-worker.js");
      const { active } = await workers.ready;
      active.postMessage({ remembers: element.dataset.service });
    } catch {
      // a browser that keeps nothing: the form works as before
    }
  });
}
