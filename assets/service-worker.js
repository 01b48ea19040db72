// Stands between the residents' pages and the line. What it keeps: style sheet, script and icon of this version; the page "Reports
// waiting to be sent"; and, of services whose form was opened, the empty form. Never a page with anything of anybody's; nothing of the staff's.
//
// `guildhall` is written before this by the server: { version, assets }.

import { send_waiting } from "./modules/waiting-send.js";

const { version, assets } = self.guildhall;
const prefix = "guildhall-";
const cache_name = prefix + version;
const waiting_page = "/waiting";
const a_day = 24 * 3600 * 1000;
const carried_files = new Map(); // of forms that found no signal, by the page that shows them

const form_page = (service) => `/services/${service}/report/without-signal`;
const is_ours = (path) => path === "/" || path === waiting_page || path === "/services" || path.startsWith("/services/");
const service_in = (path) => /^\/services\/([^/]+)/.exec(path)?.[1];

async function old_caches() {
  return (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cache_name);
}

/** A new version brings along the forms that the old one kept, drawn anew. */
async function fill() {
  const cache = await caches.open(cache_name);
  await cache.addAll([...assets, waiting_page]);
  for (const old of await old_caches())
    for (const { url } of await (await caches.open(old)).keys()) {
      const { pathname } = new URL(url);
      if (pathname.endsWith("/without-signal")) await cache.add(pathname).catch(() => {});
    }
}

async function take_over() {
  for (const old of await old_caches()) await caches.delete(old);
  await self.clients.claim();
}

async function remember(service) {
  const cache = await caches.open(cache_name);
  const had = await cache.match(form_page(service));
  if (had && Date.now() - Date.parse(had.headers.get("Date")) < a_day) return;
  await cache.add(form_page(service)).catch(() => {});
}

async function kept_form(path) {
  const service = service_in(path);
  return service && (await (await caches.open(cache_name)).match(form_page(service)));
}

async function kept_page(path) {
  return (await kept_form(path)) || ((await (await caches.open(cache_name)).match(waiting_page)) ?? Response.error());
}

async function open_page(request, path) {
  try {
    return await fetch(request);
  } catch {
    return kept_page(path);
  }
}

/**
 * A form on its way. Without a signal it comes back as the page that can keep it, with everything that was typed; where that page is not
 * here, the browser's own can send it again.
 */
async function send_on(event, path) {
  const copy = event.request.clone();
  try {
    return await fetch(event.request);
  } catch {
    const page = await kept_form(path);
    if (!page) return Response.error();
    const form = await copy.formData();
    const files = [...form.values()].filter((value) => value instanceof File && value.size > 0);
    if (files.length > 0) carried_files.set(event.resultingClientId, files);
    const fields = [...form].filter(([name, value]) => typeof value === "string" && name !== "csrf");
    const carried = JSON.stringify({ path, fields, files: files.length }).replaceAll("<", "\\u003c");
    const text = (await page.text()).replace("</body>", () => `<script type="application/json" id="carried">${carried}</script></body>`);
    return new Response(text, { headers: page.headers });
  }
}

self.addEventListener("install", (event) => event.waitUntil(fill().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(take_over()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, searchParams } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.method === "GET" && assets.includes(pathname))
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  else if (request.mode === "navigate" && is_ours(pathname)) {
    if (request.method === "GET") event.respondWith(open_page(request, pathname));
    // A browser goes back to what it sent itself, and not to what was sent for it. So these pass here alone: the sending, which is answered
    // with another address, and forms that are known to find no signal.
    else if (pathname.endsWith("/report") || searchParams.has("no-signal")) event.respondWith(send_on(event, pathname));
  }
});
self.addEventListener("sync", (event) => {
  if (event.tag === "guildhall.waiting")
    event.waitUntil(send_waiting().then((some_left) => (some_left ? Promise.reject(new Error("some still wait")) : undefined)));
});
self.addEventListener("message", (event) => {
  const { remembers, asks } = event.data ?? {};
  if (typeof remembers === "string" && /^[a-z0-9-]+$/.test(remembers)) event.waitUntil(remember(remembers));
  if (asks === "files") {
    event.ports[0].postMessage(carried_files.get(event.source.id) ?? []);
    carried_files.delete(event.source.id);
  }
});
