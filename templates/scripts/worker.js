// The site -> a copy of one language on the phone, for when there is no network.
//
// A copy is always of one build: each file is held against its hash in the language's list, and a copy takes the place
// of an older one only when it is whole. While there is a network, pages come from the network: a phone number that was
// mended must not be hidden by an old copy. This script never changes with the content, so it is rarely fetched again.
"use strict";

const PATIENCE = 5000; // milliseconds before a saved page is shown in place of one that does not come
const root = new URL(self.registration.scope);
const languageOf = (address) => address.pathname.slice(root.pathname.length).split("/")[0];
const copyName = (language, build) => `copy ${language} ${build}`;
const hidden = new URL("offline/state/", root); // where the state is kept in a cache; no such file exists

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// State: for each language the build whose copy is shown, whether it is whole, and when it was saved

async function state(language, change) {
  const cache = await caches.open("state");
  const key = new URL(language, hidden);
  if (change) await cache.put(key, new Response(JSON.stringify(change)));
  const found = await cache.match(key);
  return found ? found.json() : null;
}

// Saving

async function digest(body) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return [...bytes.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function fetched(path, hash) {
  const response = await fetch(new URL(path, root), { cache: "no-cache" });
  const body = response.ok ? await response.clone().arrayBuffer() : null;
  if (!body || (await digest(body)) !== hash) throw new Error(`${path} is not of this build`);
  return response;
}

async function fill(copy, old, files) {
  for (const [path, hash] of Object.entries(files)) {
    const key = new URL(path, root);
    key.searchParams.set("hash", hash);
    if (await copy.match(key)) continue;
    const kept = old && (await old.match(key));
    await copy.put(key, kept || (await fetched(path, hash)));
  }
}

const saving = new Map();

async function save(language, sparing) {
  const list = await (await fetch(new URL(`offline/${language}.json`, root), { cache: "no-cache" })).json();
  const before = await state(language);
  if (before && before.build === list.build && (before.whole || sparing)) return before;
  const name = copyName(language, list.build);
  const copy = await caches.open(name);
  const old = before && before.build !== list.build ? await caches.open(copyName(language, before.build)) : null;
  const done = (whole) => ({ build: list.build, whole, files: whole ? { ...list.first, ...list.rest } : list.first, saved: Date.now() });
  await fill(copy, old, list.first);
  // A whole old copy says more than the first pages of a new one.
  if (!before || !before.whole) await state(language, done(false));
  if (!sparing) {
    await fill(copy, old, list.rest);
    await state(language, done(true));
  }
  const now = await state(language);
  for (const key of await caches.keys()) {
    if (key.startsWith(copyName(language, "")) && key !== name && key !== copyName(language, now.build)) await caches.delete(key);
  }
  return now;
}

self.addEventListener("message", (event) => {
  const { language, sparing } = event.data;
  if (!saving.has(language)) {
    const work = save(language, sparing).finally(() => saving.delete(language));
    saving.set(language, work);
  }
  const told = saving.get(language).then(
    (now) => event.source.postMessage({ language, saved: now.saved, whole: now.whole }),
    () => undefined, // no network, or a new build in the middle: the next visit tries again
  );
  event.waitUntil(told);
});

// Answering

async function savedLanguages() {
  const keys = await (await caches.open("state")).keys();
  return keys.map((key) => key.url.slice(hidden.href.length));
}

async function savedFile(address) {
  const path = address.pathname.slice(root.pathname.length).replace(/index\.html$/, "");
  for (const language of await savedLanguages()) {
    const now = await state(language);
    const hash = now.files[path];
    if (hash === undefined) continue;
    const found = new URL(path, root);
    found.searchParams.set("hash", hash);
    const response = await (await caches.open(copyName(language, now.build))).match(found);
    if (response) return response;
  }
  return undefined;
}

async function answer(request) {
  const address = new URL(request.url);
  const network = fetch(request);
  network.catch(() => undefined);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, "late"));
  try {
    const first = await Promise.race([network, late]);
    if (first !== "late") return first;
    return (await savedFile(address)) || (await network);
  } catch (error) {
    const saved = await savedFile(address);
    if (saved) return saved;
    if (request.mode !== "navigate") throw error;
    for (const language of [languageOf(address), ...(await savedLanguages())]) {
      const page = await savedFile(new URL(`${language}/offline.html`, root));
      if (page) return page;
    }
    throw error;
  }
}

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== root.origin) return;
  if (languageOf(address) === "offline") return;
  event.respondWith(answer(event.request));
});
