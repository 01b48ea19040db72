// A telephone line between a browser and the program, that can be cut, and can lose answers on the way back.
//
//     const line = await string_line(town.url);   // line.url stands for town.url
//     line.cut(); line.mend(); line.lose_answers_to("POST /services/graffiti/report ");
//     line.carried.down, line.carried.up          // bytes, the service worker's too
//
// With `slow: { bytes: 50_000, delay: 400 }` it carries so many bytes a second each way, and what was said comes back after so
// many milliseconds at the soonest: for whatever program talks over it, where a browser holds back its pages alone.

import { createServer, connect } from "node:net";

/** In order, each after those before it and half the delay. */
function held_back({ bytes = Infinity, delay = 0 }) {
  let free = 0;
  let last = Promise.resolve();
  return (size, pass) => {
    if (bytes === Infinity && delay === 0) return pass();
    free = Math.max(free, performance.now()) + (size / bytes) * 1000;
    const due = free + delay / 2;
    last = last.then(() => new Promise((on) => setTimeout(on, due - performance.now()))).then(pass);
  };
}

export async function string_line(to, slow = {}) {
  const { hostname, port } = new URL(to);
  const calls = new Set();
  let is_cut = false;
  let loses = null;
  const lost = { count: 0 };
  const carried = { down: 0, up: 0 };
  const down = held_back(slow);
  const up = held_back(slow);
  const exchange = createServer((caller) => {
    if (is_cut) return caller.resetAndDestroy();
    const called = connect(Number(port), hostname);
    let deaf = false;
    const hang_up = () => (caller.destroy(), called.destroy(), calls.delete(hang_up));
    calls.add(hang_up);
    caller.on("data", (bytes) => {
      if (loses && bytes.toString("latin1").includes(loses)) deaf = true;
      carried.up += bytes.length;
      up(bytes.length, () => called.writable && called.write(bytes));
    });
    called.on("data", (bytes) => {
      carried.down += bytes.length;
      if (!deaf) return down(bytes.length, () => caller.writable && caller.write(bytes));
      lost.count++;
      hang_up();
    });
    for (const end of [caller, called]) end.on("close", () => down(0, hang_up)).on("error", hang_up);
  });
  await new Promise((ready) => exchange.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${exchange.address().port}`,
    lost,
    carried,
    cut() {
      is_cut = true;
      for (const hang_up of [...calls]) hang_up();
    },
    mend() {
      is_cut = false;
      loses = null;
    },
    lose_answers_to(request) {
      is_cut = false;
      loses = request;
    },
    stop() {
      this.cut();
      exchange.close();
    },
  };
}
