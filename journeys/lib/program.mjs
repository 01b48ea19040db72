// The real program over a fresh demo borough, with a real mail server beside it.
//
//     const town = await start_town();          // SQLite in a folder of its own
//     town.url, town.letters, town.stop()
//
// GUILDHALL_PROGRAM names the program; GUILDHALL_TEST_POSTGRES, where set, a server that journeys may make schemas on.

import { execFile, execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Letters } from "./letters.mjs";

const run = promisify(execFile);
const house = join(dirname(fileURLToPath(import.meta.url)), "../..");
const program = resolve(house, process.env.GUILDHALL_PROGRAM ?? "build/release/guildhall");
const smtp = join(house, "tools/test-servers/smtp");

export const password = "correct horse battery staple";
export const postgres = process.env.GUILDHALL_TEST_POSTGRES;

/** What the mail server said on starting, as { smtp, ca_file, user, password, maildir }. */
function start_mail(folder) {
  const said = execFileSync(smtp, ["start", folder], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return Object.fromEntries(said.trim().split("\n").map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
}

/** Starts `serve` and waits for its address. */
async function serve(where, env) {
  const child = spawn(program, ["serve", ...where, "--listen", "127.0.0.1:0"], { cwd: house, env, stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  child.stderr.on("data", (piece) => (log += piece));
  const ended = new Promise((done) => child.once("exit", done));
  const url = await new Promise((found, failed) => {
    createInterface(child.stdout).on("line", (line) => line.startsWith("listening on ") && found(line.slice(13)));
    ended.then((code) => failed(new Error(`serve ended with ${code}: ${log}`)));
  });
  return { url, log: () => log, stop: () => (child.kill("SIGTERM"), ended) };
}

/** A schema of one's own on the test server. */
function council_on_postgres() {
  const id = `journey_${process.pid}_${Date.now().toString(36)}`;
  return { where: ["--postgres", postgres, "--council", id], id };
}

export async function start_town({ on = "sqlite", requests = 30, training = false, settings = {} } = {}) {
  if (!existsSync(program)) throw new Error(`${program} is missing: build it, or name another in GUILDHALL_PROGRAM`);
  const folder = mkdtempSync(join(tmpdir(), "guildhall-journey-"));
  chmodSync(folder, 0o755);
  const mail = start_mail(join(folder, "mail-server"));
  const where = on === "postgres" ? council_on_postgres().where : ["--data", join(folder, "data")];
  const env = {
    ...process.env,
    GUILDHALL_SMTP_URL: mail.smtp,
    GUILDHALL_SMTP_TLS: "required",
    GUILDHALL_SMTP_CA_FILE: mail.ca_file,
    GUILDHALL_SMTP_USER: mail.user,
    GUILDHALL_SMTP_PASSWORD: mail.password,
    GUILDHALL_MAIL_FROM: "Ambleford <council@ambleford.example>",
    GUILDHALL_RATE_GUESSES: "100000",
    GUILDHALL_RATE_GUESSES_BURST: "10000",
    GUILDHALL_RATE_UNASKED: "0",
    GUILDHALL_RATE_REPORTS: "0",
    GUILDHALL_RATE_CONTACT: "0",
    GUILDHALL_RATE_WORDS: "0",
    GUILDHALL_RATE_PHOTOS: "0",
    GUILDHALL_RATE_CLIENT: "100000",
    GUILDHALL_RATE_CLIENT_BURST: "10000",
    GUILDHALL_RATE_CLIENT_WRITES: "100000",
    GUILDHALL_RATE_CLIENT_WRITES_BURST: "10000",
    ...settings,
  };
  const clear_up = () => {
    execFileSync(smtp, ["remove", join(folder, "mail-server")], { stdio: "ignore" });
    rmSync(folder, { recursive: true, force: true });
  };
  let served;
  try {
    await run(program, ["demo", ...where, "--people", "20", "--requests", String(requests), ...(training ? ["--training"] : [])], { cwd: house, env });
    served = await serve(where, env);
  } catch (failure) {
    clear_up();
    throw failure;
  }
  return {
    url: served.url,
    log: served.log,
    letters: new Letters(mail.maildir),
    /** Another command of the program on the same council, beside the one that serves. What it printed. */
    command: async (...words) => (await run(program, [...words, ...where], { cwd: house, env })).stdout,
    async stop() {
      await served.stop();
      clear_up();
    },
  };
}

/** The rows of a table as they are stored, whichever the database: from what `export all` writes. */
export async function stored_rows(town, table) {
  const folder = mkdtempSync(join(tmpdir(), "guildhall-rows-"));
  try {
    const file = join(folder, "all");
    await town.command("export", "all", file);
    const lines = readFileSync(file, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
    const from = lines.findIndex((line) => line.table === table);
    const rows = [];
    for (let at = from + 1; Array.isArray(lines[at]); ++at) rows.push(Object.fromEntries(lines[from].columns.map((column, index) => [column, lines[at][index]])));
    return rows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
