// Something that waits in this browser alone, under its one-time number: it outlives a closed tab and a restart. Pages and service workers
// share it; whoever changes something says so on the channel.

export function store_of(database, kept_in) {
  const channel_name = database;

  function open() {
    return new Promise((resolve, reject) => {
      const asked = indexedDB.open(database, 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(kept_in, { keyPath: "operation" });
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  }

  async function act(mode, what) {
    const opened = await open();
    try {
      return await new Promise((resolve, reject) => {
        const whole = opened.transaction(kept_in, mode, { durability: "strict" });
        const asked = what(whole.objectStore(kept_in));
        whole.oncomplete = () => resolve(asked.result);
        whole.onerror = whole.onabort = () => reject(whole.error);
      });
    } finally {
      opened.close();
    }
  }

  async function change(what) {
    const done = await act("readwrite", what);
    const channel = new BroadcastChannel(channel_name);
    channel.postMessage("changed");
    channel.close();
    return done;
  }

  return {
    channel: channel_name,
    all: async () => (await act("readonly", (kept) => kept.getAll())).sort((a, b) => b.at - a.at),
    keep: (one) => change((kept) => kept.put(one)),
    forget: (operation) => change((kept) => kept.delete(operation)),
    /** Changes one that is still there: what was deleted meanwhile stays deleted. */
    change_one: (operation, changes) =>
      change((kept) => {
        const asked = kept.get(operation);
        asked.onsuccess = () => asked.result && kept.put({ ...asked.result, ...changes });
        return asked;
      }),
  };
}

/** Like the server's own: the second it was made in, then chance. */
export function new_operation() {
  const chance = crypto.getRandomValues(new Uint8Array(12));
  const hex = (number, length) => number.toString(16).padStart(length, "0");
  return hex(Math.floor(Date.now() / 1000) >>> 0, 8) + Array.from(chance, (byte) => hex(byte, 2)).join("");
}
