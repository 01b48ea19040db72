// node --expose-gc bench/engine.mjs MODELS: npm's bpmn-engine over the same models as `bench engine`, whose figures come in on
// stdin and go out again. One JSON object per figure; a table of both for people on stderr. bench/run engine calls it.

import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { readFileSync, readdirSync } from "node:fs";
import { text } from "node:stream/consumers";
import { Engine } from "bpmn-engine";

const folder = process.argv[2];
const instances = 100;
const version = JSON.parse(readFileSync(new URL("package.json", import.meta.url))).devDependencies["bpmn-engine"];
const conditions = `bpmn-engine ${version}, node ${process.version}, ${instances} instances`;
const variables = { urgent: false, service: "missed bin", ward: "E05000756" };

// The one condition in the models is FEEL; bpmn-engine is given the shortest reader of it that there can be.
const expressions = {
  isExpression: () => false,
  hasExpression: () => false,
  resolveExpression: (formula, message) => (formula === "urgent = true" ? message.environment?.variables.urgent === true : formula),
};

/** A model is read once, and shared by its instances, as plans are here. */
async function read(file) {
  const [definition] = await new Engine({ source: readFileSync(`${folder}/${file}`, "utf8") }).getDefinitions();
  return definition.environment.options.source;
}

/** An instance, and the tasks it waits at. */
async function begin(source) {
  const listener = new EventEmitter();
  const waiting = [];
  listener.on("wait", (task) => waiting.push(task));
  const engine = new Engine({ sourceContext: source, variables, expressions });
  const execution = await engine.execute({ listener });
  return { engine, execution, waiting };
}

const cpu_ms = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const memory = () => {
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
};

/** Answers each instance's tasks in turns until all have ended; with `keep`, its state is written as JSON after every step. */
async function answer_all(all, keep) {
  let steps = 0;
  const from = cpu_ms();
  for (let open = all; open.length; open = open.filter((each) => each.waiting.length))
    for (const each of open) {
      each.waiting.shift().signal({ note: "looked at" });
      if (keep) assert.ok(JSON.stringify(await each.engine.getState()).length > 0);
      ++steps;
    }
  const spent = cpu_ms() - from;
  for (const { execution } of all) assert.equal(execution.state, "idle", "an instance did not come to its end");
  return { steps, each: spent / steps };
}

async function begin_all(source) {
  const all = [];
  for (let i = 0; i < instances; ++i) all.push(await begin(source));
  return all;
}

async function measure(file) {
  const source = await read(file);
  await answer_all(await begin_all(source), false); // the compiler has seen it once
  const empty = memory();
  const from = cpu_ms();
  const waiting = await begin_all(source);
  const begun = (cpu_ms() - from) / instances;
  const held = (memory() - empty) / instances / 1000;
  const { steps, each } = await answer_all(waiting, false);
  const kept = await answer_all(await begin_all(source), true);
  return { begun, held, each, kept: kept.each, steps: steps / instances };
}

// ---- figures ------------------------------------------------------------------------------------------------------------

const print = (name, value, unit, method) => console.log(JSON.stringify({ name, value: Number(value.toPrecision(4)), unit, method, conditions }));

const came = await text(process.stdin);
process.stdout.write(came);
const ours = Object.fromEntries(came.split("\n").filter(Boolean).map((line) => JSON.parse(line)).map((each) => [each.name, each.value]));

const rows = [];
for (const file of readdirSync(folder).filter((each) => each.endsWith(".bpmn")).sort()) {
  const name = file.replace(".bpmn", "");
  console.error(`bpmn-engine: ${name}`);
  const theirs = await measure(file);
  const here = (what) => ours[`engine.${name}.${what}`];
  assert.equal(theirs.steps, here("steps"), "both engines carry out the same steps");
  print(`bpmn_engine.${name}.begin`, theirs.begun, "ms CPU", "an instance begun until it rests, in memory");
  print(`bpmn_engine.${name}.step`, theirs.each, "ms CPU", "a task answered until the instance rests, in memory; nothing is kept");
  print(`bpmn_engine.${name}.step_kept`, theirs.kept, "ms CPU", "the same, and its state written as JSON; nothing reaches a disk");
  print(`bpmn_engine.${name}.memory`, theirs.held, "kB", "heap in use for each instance that waits, once all that can be was collected");
  const line = (what, mine, its) => rows.push([name, what, mine, its, its / mine]);
  line("begin, durable, 100 a commit | in memory, ms", here("begin"), theirs.begun);
  line("step, durable, a commit each | in memory, ms", here("step_alone"), theirs.each);
  line("step, durable, 100 a commit | in memory, ms", here("step"), theirs.each);
  line("step, in memory | in memory, ms", here("step_core"), theirs.each);
  line("step, durable, 100 a commit | state as JSON, ms", here("step"), theirs.kept);
  line("memory of one that waits, kB", here("memory"), theirs.held);
  line("file of one that waits | its memory, kB", here("file"), theirs.held);
}

const shown = (value) => (Math.abs(value) < 0.0005 ? "0" : Number(value.toPrecision(3)).toString());
console.error(`\nCPU and memory beside npm's bpmn-engine ${version}. Guildhall keeps every step on disk with its facts; bpmn-engine keeps nothing.\n`);
console.error("| model | what: Guildhall \\| bpmn-engine | Guildhall | bpmn-engine | bpmn-engine / Guildhall |\n|---|---|---|---|---|");
for (const [name, what, mine, its, ratio] of rows)
  console.error(`| ${name} | ${what.replace("|", "\\|")} | ${shown(mine)} | ${shown(its)} | ${mine > 0.0005 ? shown(ratio) : "-"} |`);
