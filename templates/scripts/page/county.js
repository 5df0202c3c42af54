// The county that the reader asked this device to remember: the links to all counties lead to that one.
try {
  const { slug, source, names } = JSON.parse(localStorage.getItem("county"));
  const own = document.documentElement.lang;
  const language = names[own] ? own : source;
  for (const link of document.querySelectorAll("[data-mine]")) {
    const line = document.createElement("span");
    const name = document.createElement("bdi");
    name.lang = language;
    name.textContent = names[language];
    line.append(link.dataset.mine, " ", name);
    link.replaceChildren(line);
    link.href += encodeURIComponent(slug) + "/";
    link.hidden = false;
  }
} catch {
  // none is remembered, or nothing may be kept here
}
