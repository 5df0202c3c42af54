<<<<<<< HEAD:templates/scripts/page/disk.js
// A copy of the site on a disk: a link to a folder leads to the page in it, as a server would do it.
=======
// Every page -> what a script can add to it. It holds no words: they stand in the page.
"use strict";

// The county that the reader asked this device to remember: the links to all counties lead to that one.
try {
  const {slug, source, names} = JSON.parse(localStorage.getItem("county"));
  const own = document.documentElement.lang, language = names[own] ? own : source;
  for (const link of document.querySelectorAll("[data-mine]")) {
    const line = document.createElement("span"), name = document.createElement("bdi");
    name.lang = language;
    name.textContent = names[language];
    line.append(link.dataset.mine, " ", name);
    link.replaceChildren(line);
    link.href += encodeURIComponent(slug) + "/";
    link.hidden = false;
  }
} catch { /* none is remembered, or nothing may be kept here */ }

// A copy on a disk: a link to a folder leads to the page in it.
>>>>>>> calling:templates/scripts/page.js
if (location.protocol === "file:") {
  for (const link of document.querySelectorAll("a[href]")) {
    const target = new URL(link.href);
    if (target.protocol === "file:" && target.pathname.endsWith("/")) {
      target.pathname += "index.html";
      link.href = target;
    }
  }
}
