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

// How this device shows the text, as chosen on the page for that: names of classes of the style sheet.
try {
  const view = localStorage.getItem("view") || "";
  if (/^[a-z ]+$/.test(view)) document.documentElement.className += ` ${view}`;
} catch { /* the browser keeps nothing */ }

// A word of the word list: tapped, its explanation comes up from the box of words of this page.
{
  const sheet = document.querySelector(".sheet");
  const entryOf = link => document.querySelector(`[data-term="${link.hash.slice(1)}"]`);
  if (sheet && sheet.showModal) {
    const links = [...document.querySelectorAll("main a.term")].filter(entryOf);
    let opener;
    for (const link of links) link.setAttribute("aria-haspopup", "dialog");
    document.addEventListener("click", event => {
      const link = event.target.closest("a.term");
      if (!link || !entryOf(link) || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const entry = entryOf(link).cloneNode(true);
      entry.removeAttribute("data-term");
      sheet.querySelector("dl").replaceChildren(entry);
      if (sheet.open) return; // a word in the explanation of a word
      opener = link;
      sheet.showModal();
      sheet.querySelector("button").focus(); // not the link to the word list, which comes first
    });
    sheet.addEventListener("click", event => event.target === sheet && sheet.close());
    sheet.addEventListener("close", () => opener.focus({preventScroll: true}));
  }
}

// Read aloud: only by a voice of this device, for no word of the page may go to a host elsewhere.
{
  const listen = document.getElementById("listen"), speech = window.speechSynthesis;
  if (listen && speech) {
    const base = tag => tag.toLowerCase().split(/[-_]/)[0];
    const language = base(document.documentElement.lang);
    const look = () => {
      if (speech.getVoices().some(voice => voice.localService && base(voice.lang) === language)) listen.hidden = false;
    };
    look();
    speech.onvoiceschanged = look;
    const begin = () => {
      speech.speak(new SpeechSynthesisUtterance("")); // some browsers let a page speak only from the tap itself
      const script = document.createElement("script");
      script.src = listen.dataset.script;
      script.onerror = () => listen.firstElementChild.addEventListener("click", begin, {once: true});
      document.head.append(script);
    };
    listen.firstElementChild.addEventListener("click", begin, {once: true});
  }
}

// Share: only the ways that this browser has.
{
  const share = document.querySelector(".share");
  if (share) {
    const [send, copy] = share.querySelectorAll("button"), done = share.querySelector("[data-done]");
    const address = share.dataset.address || location.href.replace(/#.*/, "");
    send.parentNode.hidden = !navigator.share;
    send.onclick = () => navigator.share({title: document.title, url: address}).catch(() => {});
    copy.parentNode.hidden = !navigator.clipboard;
    copy.onclick = () => navigator.clipboard.writeText(address).then(() => {
      done.textContent = done.dataset.done;
    }, () => {});
  }
}
