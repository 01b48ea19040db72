// Another system beside the program, played by one of fakes/, and its switches.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const house = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** As { url, ask, stop }: where the program finds it, and how a journey asks of it what it saw, or sets what it does. */
export async function start_fake(name, ...words) {
  const child = spawn(join(house, "fakes", name), words, { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const said = async () => (await lines.next()).value.split(" on ")[1];
  const url = await said();
  const control = await said();
  const ask = async (method, path, body) => {
    const answer = await fetch(control + path, { method, body: body && JSON.stringify(body) });
    assert.ok(answer.ok, `${method} ${path}: ${answer.status}`);
    return answer.json();
  };
  return { url, ask, stop: () => child.kill("SIGTERM") };
}
