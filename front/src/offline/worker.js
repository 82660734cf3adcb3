// The service worker. Files of the build never change: the copy first. Answers of the API: the network first,
// the copy when it does not answer, marked with the moment it was kept so that the page can say so.
// Pictures have a cache of their own, lest they push out the pages that were visited.
const VERSION = __VERSION__;
const SHELL = __SHELL__;
const FILES = `files-${VERSION}`;
const ANSWERS = "answers";
const PICTURES = "pictures";
const MOST = { [ANSWERS]: 400, [PICTURES]: 100 };
const PATIENCE_MS = 8000;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(FILES)
      .then((cache) => cache.addAll(SHELL))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  const clean = caches
    .keys()
    .then((names) =>
      Promise.all(
        names.filter((name) => ![FILES, ANSWERS, PICTURES].includes(name)).map((name) => caches.delete(name)),
      ),
    );
  event.waitUntil(clean.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/api/docs")) return;
  if (url.pathname.startsWith("/api/") || url.pathname === "/site.json")
    event.respondWith(networkFirst(event));
  else if (request.mode === "navigate") event.respondWith(page(request));
  else event.respondWith(copyFirst(request));
});

async function page(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match("/")) ?? Response.error();
  }
}

async function copyFirst(request) {
  const copy = await caches.match(request);
  if (copy) return copy;
  const response = await fetch(request);
  if (response.ok && new URL(request.url).pathname.startsWith("/assets/")) {
    const cache = await caches.open(FILES);
    await cache.put(request, response.clone());
  }
  return response;
}

async function networkFirst(event) {
  const { request } = event;
  const before = await caches.match(request);
  // Without a copy there is nothing better to show: the request takes the time it needs.
  const limits = before ? [request.signal, AbortSignal.timeout(PATIENCE_MS)] : [request.signal];
  try {
    const response = await fetch(request, { signal: AbortSignal.any(limits) });
    if (response.ok) event.waitUntil(keep(request, response.clone()));
    return response;
  } catch (error) {
    if (before) return before;
    throw error;
  }
}

async function keep(request, response) {
  const picture = response.headers.get("Content-Type")?.startsWith("image/");
  const name = picture ? PICTURES : ANSWERS;
  const headers = new Headers(response.headers);
  headers.set("X-Kept-At", new Date().toISOString());
  const cache = await caches.open(name);
  await cache.put(request, new Response(await response.blob(), { status: response.status, headers }));
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - MOST[name]))) await cache.delete(old);
}
