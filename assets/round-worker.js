// Stands between the pages of colleagues and the line. What it keeps: today's round of whoever is signed in, until the day or the session ends or
// somebody signs in or out; and what its page is drawn with. Every other page of the desk goes past it.
//
// `guildhall` is written before this by the server: { version, assets }.

import { fetch_seal, send_answers } from "./modules/round-send.js";
import { forget_person } from "./modules/round-store.js";

const { version, assets } = self.guildhall;
const round = "/staff/round";
const not_kept = "/staff/round/not-kept";
const kept_name = "staff-round";
const shell_prefix = "staff-shell-";
const shell_name = shell_prefix + version;
const patience = 4000; // a signal that is there and carries nothing

const shell = () => caches.open(shell_name);

async function fill() {
  await (await shell()).addAll([...assets, new Request(not_kept, { credentials: "omit" })]);
}

async function take_over() {
  for (const name of await caches.keys()) if (name.startsWith(shell_prefix) && name !== shell_name) await caches.delete(name);
  await forget_if_over();
  await self.clients.claim();
}

const forget_round = () => caches.delete(kept_name);

/** The round that is kept, if its day is not over. */
async function kept_round() {
  const had = (await caches.has(kept_name)) && (await (await caches.open(kept_name)).match(round));
  if (!had) return undefined;
  if (Number(had.headers.get("Round-Until")) > Date.now()) return had;
  await forget_round();
  return undefined;
}
const forget_if_over = kept_round;

/** The same, saying that it comes from the phone, and of when it is. */
async function as_kept(had) {
  const made = Date.parse(had.headers.get("Date")) || 0;
  const text = (await had.text()).replace(" data-round ", ` data-round data-from-phone="${made}" `);
  return new Response(text, { headers: had.headers });
}

/** Keeps what is a round; whatever else came in its place says that there is none for this browser any more. */
async function keep(answer) {
  if (answer.ok && answer.headers.has("Round-For")) await (await caches.open(kept_name)).put(round, answer);
  else if (answer.type === "opaqueredirect" || answer.status < 500) await forget_round();
}

const after = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function fetch_round(event) {
  const answer = await fetch(event.request);
  event.waitUntil(keep(answer.clone()));
  return answer;
}

async function open_round(event) {
  const fresh = fetch_round(event);
  event.waitUntil(fresh.catch(() => {}));
  const kept = await kept_round();
  try {
    return (await (kept ? Promise.race([fresh, after(patience)]) : fresh)) ?? (await as_kept(kept));
  } catch {
    return kept ? as_kept(kept) : ((await (await shell()).match(not_kept)) ?? Response.error());
  }
}

/** Who signs out leaves nothing behind, whichever page they do it on. */
async function sign_out(request) {
  const seal = await fetch_seal();
  const answer = await fetch(request);
  if (answer.type === "opaqueredirect" || answer.ok) {
    await forget_round();
    if (seal?.for) await forget_person(seal.for);
  }
  return answer;
}

async function sign_in(request) {
  const answer = await fetch(request);
  if (answer.type === "opaqueredirect") await forget_round();
  return answer;
}

self.addEventListener("install", (event) => event.waitUntil(fill().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(take_over()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.method === "GET") {
    if (assets.includes(pathname)) event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
    else if (pathname === round) event.respondWith(request.mode === "navigate" ? open_round(event) : fetch_round(event));
  } else if (request.mode === "navigate" && pathname === "/staff/sign-out") event.respondWith(sign_out(request));
  else if (request.mode === "navigate" && pathname.startsWith("/staff/sign-in")) event.respondWith(sign_in(request));
});
self.addEventListener("sync", (event) => {
  if (event.tag === "guildhall.round")
    event.waitUntil(send_answers().then((state) => (state === "waiting" ? Promise.reject(new Error("some still wait")) : undefined)));
});
self.addEventListener("message", (event) => {
  const { keeps, forgets } = event.data ?? {};
  if (typeof keeps === "string" && new URL(keeps, self.location).pathname === round)
    event.waitUntil(fetch(keeps, { cache: "no-store", redirect: "manual" }).then(keep, () => {}).then(() => event.ports[0]?.postMessage("done")));
  if (forgets === true) event.waitUntil(forget_round().then(() => event.ports[0]?.postMessage("done")));
});
