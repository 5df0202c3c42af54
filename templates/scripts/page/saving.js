// The network and the worker (worker.js) -> the page says what is saved, and that there is no network.
const page = document.documentElement;
const root = new URL("..", document.currentScript.src);
const noNetwork = document.getElementById("no-network");
const showNetwork = () => {
  noNetwork.hidden = navigator.onLine;
};

if (noNetwork && location.protocol !== "file:") {
  addEventListener("online", showNetwork);
  addEventListener("offline", showNetwork);
  showNetwork();
}

const saved = document.getElementById("saved");
if (saved && "serviceWorker" in navigator && location.protocol !== "file:") {
  const worker = navigator.serviceWorker;
  worker.addEventListener("message", ({ data }) => {
    if (data.language !== saved.dataset.language) return;
    const which = saved.querySelector(data.whole ? ".whole-site" : ".first-pages");
    which.hidden = false;
    const when = new Intl.DateTimeFormat(`${page.dataset.locale || page.lang}-u-ca-gregory-nu-latn`, { dateStyle: "long" });
    saved.querySelector(".when").textContent = when.format(data.saved);
    saved.hidden = false;
  });
  // After everything that the reader waits for.
  addEventListener("load", async () => {
    try {
      await worker.register(new URL("worker.js", root), { scope: root.pathname });
      const sparing = Boolean(navigator.connection && navigator.connection.saveData);
      (await worker.ready).active.postMessage({ language: saved.dataset.language, sparing });
    } catch {
      // A browser that keeps nothing, as in a private window: the page works without.
    }
  });
}
