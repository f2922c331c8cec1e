/** Keeps one page only, which says that there is no network: nothing of a customer is ever kept by it. Everything else goes to the network as it is. */
export const worker = `const kept = 'patchbay-offline-1';
addEventListener('install', (event) => event.waitUntil(caches.open(kept).then((cache) => cache.add('/chat/offline'))));
addEventListener('fetch', (event) => {
  if (event.request.mode !== 'navigate') return;
  event.respondWith(fetch(event.request).catch(async () => (await caches.match('/chat/offline')) ?? Response.error()));
});
`;
