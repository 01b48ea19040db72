// Reports that wait for a signal, in this browser alone: they outlive a closed tab and a restart. The page and the service
// worker share them; whoever changes one says so on the channel.
//
// A report: operation (its one-time number), service, name, fields [[name, value]], photos [File], at, state ("waiting", "sent"
// or "refused"), tried (when it was first sent off); then problems or why, or reference, address and code.

const kept_in = "reports";
export const waiting_channel = "guildhall.waiting";

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("guildhall.waiting", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(kept_in, { keyPath: "operation" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function act(mode, what) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const whole = database.transaction(kept_in, mode, { durability: "strict" });
      const asked = what(whole.objectStore(kept_in));
      whole.oncomplete = () => resolve(asked.result);
      whole.onerror = whole.onabort = () => reject(whole.error);
    });
  } finally {
    database.close();
  }
}

async function change(what) {
  const done = await act("readwrite", what);
  const channel = new BroadcastChannel(waiting_channel);
  channel.postMessage("changed");
  channel.close();
  return done;
}

export const all_reports = async () => (await act("readonly", (reports) => reports.getAll())).sort((a, b) => b.at - a.at);
export const keep_report = (report) => change((reports) => reports.put(report));
export const forget_report = (operation) => change((reports) => reports.delete(operation));

/** Changes one that is still there: what was deleted meanwhile stays deleted. */
export const change_report = (operation, changes) =>
  change((reports) => {
    const asked = reports.get(operation);
    asked.onsuccess = () => asked.result && reports.put({ ...asked.result, ...changes });
    return asked;
  });
