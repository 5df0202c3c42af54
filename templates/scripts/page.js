// Every page -> what a script can add to it. It holds no words: they stand in the page.
"use strict";

// A copy on a disk: a link to a folder leads to the page in it.
if (location.protocol === "file:") {
  for (const link of document.querySelectorAll("a[href]")) {
    const target = new URL(link.href);
    if (target.protocol === "file:" && target.pathname.endsWith("/")) {
      target.pathname += "index.html";
      link.href = target;
    }
  }
}
