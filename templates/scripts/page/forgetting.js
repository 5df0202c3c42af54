// The event "forget" -> nothing of this site stays on the device: choices, the county, the pages saved for offline.
addEventListener("forget", () => {
  try {
    localStorage.clear();
    sessionStorage.clear();
  } catch { /* the browser keeps nothing, or lets nobody look */ }
  if (window.caches) caches.keys().then(names => names.forEach(name => caches.delete(name))).catch(() => {});
  if (navigator.serviceWorker) {
    navigator.serviceWorker.getRegistrations().then(all => all.forEach(one => one.unregister())).catch(() => {});
  }
});
