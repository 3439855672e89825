// Keeps every file of one build, so that the page opens without a network.
// A build is kept as a whole or not at all. The next one waits until a person
// takes it; a tab that is open until then still finds the files it began with.
"use strict";

// Written by the build: its name, and the SHA-256 digest of each file.
const BUILD = __BUILD__;

const HOME = new URL(self.registration.scope);
// Sites under different paths of one host share an origin.
const PREFIX = `megahour:${HOME.pathname}:files:`;
const OWN = PREFIX + BUILD.version;
const PAGE = "index.html";
const PROGRAM = /^megahour-[^/]+_bg\.wasm$/;

const addressOf = (name) => new URL(name === PAGE ? "./" : name, HOME).href;

addEventListener("install", (event) => event.waitUntil(keepAll()));

addEventListener("activate", (event) => event.waitUntil(tidy().finally(() => clients.claim())));

addEventListener("message", (event) => {
  if (event.data === "take over") event.waitUntil(skipWaiting());
  if (event.data === "tidy") event.waitUntil(tidy());
  if (event.data === "mend") event.waitUntil(mend().then((mended) => event.ports[0].postMessage(mended)));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== HOME.origin || !url.pathname.startsWith(HOME.pathname)) return;
  const rest = decodeURIComponent(url.pathname.slice(HOME.pathname.length));
  const name = rest === "" ? PAGE : rest;
  // Other pages below this path are none of this build.
  if (request.mode === "navigate" && name !== PAGE) return;
  event.respondWith(name === PAGE ? page(request) : file(name, request));
});

// The page itself names all else, so that it is worth a look each time.
async function page(request) {
  const own = await caches.open(OWN);
  const kept = await own.match(addressOf(PAGE));
  if (kept && (await isSound(PAGE, kept.clone()))) return kept;
  return (await served(own, PAGE)) ?? fetch(request);
}

async function file(name, request) {
  const own = await caches.open(OWN);
  const kept = await own.match(addressOf(name));
  // The program itself is compiled while it is read, which a look at all of it
  // would hold up; where it is damaged the page asks for mending.
  if (kept && (PROGRAM.test(name) || !(name in BUILD.files) || (await isSound(name, kept.clone())))) return kept;
  if (!(name in BUILD.files)) return (await fromOtherBuilds(name)) ?? fetch(request);
  // Anything else under this name is no file of this build.
  return (await served(own, name)) ?? Response.error();
}

async function keepAll() {
  const own = await caches.open(OWN);
  const missing = await unsound(own);
  const kept = await Promise.all(missing.map((name) => keep(own, name)));
  const lost = missing.filter((_, at) => !kept[at]);
  if (lost.length > 0) throw new Error(`not to be had: ${lost.join(", ")}`);
}

// Looks at every file, and says whether one had to be replaced and all are well.
async function mend() {
  const own = await caches.open(OWN);
  const missing = await unsound(own);
  // Without room for one it is not mended.
  const kept = await Promise.all(missing.map((name) => keep(own, name).catch(() => false)));
  return missing.length > 0 && kept.every(Boolean);
}

async function unsound(cache) {
  const names = Object.keys(BUILD.files);
  const sound = await Promise.all(
    names.map(async (name) => {
      const kept = await cache.match(addressOf(name));
      return kept !== undefined && isSound(name, kept);
    }),
  );
  return names.filter((_, at) => !sound[at]);
}

// A file of this build to be kept from now on; says whether it was to be had.
async function keep(cache, name) {
  const whole = await found(name);
  if (whole) await cache.put(addressOf(name), whole);
  return whole !== undefined;
}

// A file of this build to be shown, and kept where there is room.
async function served(cache, name) {
  const whole = await found(name);
  if (whole) await cache.put(addressOf(name), whole.clone()).catch(() => {});
  return whole;
}

// A file of this build, from wherever it is to be had.
async function found(name) {
  const address = addressOf(name);
  const sources = [
    () => fromOtherBuilds(name),
    // What the page has just loaded is not loaded once more.
    () => fetch(address),
    () => fetch(address, { cache: "reload" }),
  ];
  for (const source of sources) {
    try {
      const response = await source();
      if (response?.ok && (await isSound(name, response.clone()))) return await plain(response);
    } catch {
      // The next source may have it.
    }
  }
  return undefined;
}

async function fromOtherBuilds(name) {
  for (const other of await caches.keys()) {
    if (other.startsWith(PREFIX) && other !== OWN) {
      const kept = await (await caches.open(other)).match(addressOf(name));
      if (kept) return kept;
    }
  }
  return undefined;
}

async function isSound(name, response) {
  const digest = await crypto.subtle.digest("SHA-256", await response.arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(digest))) === BUILD.files[name];
}

// The response without what only held on its way, such as a redirection, which
// a browser refuses for a page.
async function plain(response) {
  const headers = new Headers(response.headers);
  for (const name of ["Content-Encoding", "Content-Length", "Transfer-Encoding", "Vary"]) headers.delete(name);
  return new Response(await response.arrayBuffer(), { headers });
}

// Deletes what is kept of builds that no tab uses. Each page holds a lock with
// the name of its build for as long as it lives.
async function tidy() {
  // A build that is on its way keeps its files where this one cannot tell.
  if (registration.installing || registration.waiting) return;
  const { held } = await navigator.locks.query();
  const used = held.map((lock) => lock.name).filter((name) => name.startsWith(PREFIX));
  const tabs = await clients.matchAll({ includeUncontrolled: true, type: "window" });
  const pages = tabs.filter((tab) => [HOME.pathname, HOME.pathname + PAGE].includes(new URL(tab.url).pathname));
  // A page that is about to open has not said yet which build it is.
  if (used.length < pages.length) return;
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== OWN && !used.includes(name)) await caches.delete(name);
  }
}
