// Chosen leaflets -> one print job: a cover, the leaflets with the county's own contacts, and their words once.
// Every word comes from the pages of the site; nothing is sent anywhere.
"use strict";
const form = document.getElementById("packet");
const said = document.getElementById("packet-said");
const pages = new Map();

const fetched = (address) => {
  if (!pages.has(address)) {
    const page = fetch(address).then((answer) => {
      if (!answer.ok) throw new Error(address);
      return answer.text();
    // The style of this page is enough, and the policy of the site allows no second one.
    }).then((text) => new DOMParser().parseFromString(text.replace(/<style>[^]*?<\/style>/g, ""), "text/html"));
    page.catch(() => pages.delete(address));
    pages.set(address, page);
  }
  return pages.get(address).then((page) => page.cloneNode(true));
};

const say = (id) => {
  said.replaceChildren(...(id ? [document.getElementById(id).content.cloneNode(true)] : []));
};

// Addresses in a fetched page are relative to that page, ids would stand twice in the packet.
const settled = (part, base) => {
  for (const picture of part.querySelectorAll("img")) {
    picture.src = new URL(picture.getAttribute("src"), base).href;
    picture.loading = "eager";
  }
  for (const link of part.querySelectorAll("a[href]")) {
    // A number to call stays strong; other links are words on paper.
    const plain = document.createElement(link.matches(".phone, .call") ? "strong" : "span");
    plain.append(...link.childNodes);
    link.replaceWith(plain);
  }
  for (const one of part.querySelectorAll("[id]")) one.removeAttribute("id");
  return part;
};

const withCounty = (leaflet, parts, county) => {
  const box = county && parts.getElementById(county);
  const place = leaflet.querySelector(".county");
  if (!box || !place) return;
  const own = box.cloneNode(true);
  if (place.dataset.prices !== "yes") own.querySelector(".price")?.remove();
  place.replaceChildren(...own.childNodes);
};

// The words of all leaflets, each Finnish word once, in the order of the leaflets.
const takenWords = (leaflet, words) => {
  for (const list of leaflet.querySelectorAll(".pairs")) {
    for (const row of list.querySelectorAll("dl > div")) {
      const finnish = row.querySelector("dt bdi").textContent;
      if (!words.has(finnish)) words.set(finnish, row);
    }
    list.remove();
  }
};

const inLanguage = async (folder, chosen, county) => {
  const base = new URL(folder, document.baseURI);
  const parts = await fetched(new URL("osat/", base).href);
  const leaflets = await Promise.all(chosen.map((name) => fetched(new URL(name, base).href)));
  const whole = document.createElement("div");
  whole.lang = parts.documentElement.lang;
  whole.dir = parts.documentElement.dir;
  const cover = parts.getElementById("cover").content.firstElementChild;
  const words = new Map();
  const bodies = leaflets.map((page, number) => {
    const body = document.createElement("article");
    body.append(...page.getElementById("main").childNodes);
    const row = document.createElement("li");
    row.append(...[...body.querySelector("h1").childNodes].map((node) => node.cloneNode(true)), " ");
    const finnish = body.querySelector(".finnish");
    if (finnish && whole.lang !== document.documentElement.lang) row.append(finnish.firstElementChild.cloneNode(true));
    cover.querySelector("ol").append(row);
    withCounty(body, parts, county);
    takenWords(body, words);
    return settled(body, new URL(chosen[number], base));
  });
  whole.append(settled(cover, base), ...bodies);
  if (words.size) {
    const list = parts.getElementById("words").content.firstElementChild;
    list.querySelector("dl").append(...words.values());
    whole.append(settled(list, base));
  }
  return whole;
};

const shown = (packet) =>
  Promise.all([...packet.querySelectorAll("img")].map((picture) => picture.decode().catch(() => undefined)));

// What a packet is not set in, as finished files: of the chosen leaflets, and the cards and the poster, which are in
// no packet. A poster in all languages lies with the Finnish files.
const others = document.getElementById("others");
const offerOthers = async () => {
  const data = new FormData(form);
  const chosen = data.getAll("leaflet");
  const folders = [data.get("language"), form.finnish.value].map((folder) => new URL(folder, document.baseURI));
  const pages = await Promise.all(folders.map((folder) => fetched(folder.href))).catch(() => []);
  for (const row of others.querySelectorAll("[data-leaflet]")) {
    const alone = !form.querySelector(`[name=leaflet][value="${row.dataset.leaflet}"]`);
    for (const link of row.querySelectorAll("a")) {
      const place = pages.findIndex((page) => page.querySelector(`a[href$="/${link.dataset.file}"]`));
      link.parentNode.hidden = place < 0 || (place > 0 && !alone);
      if (place >= 0) link.href = new URL(link.dataset.file, folders[place]).href;
    }
    row.hidden = !(alone || chosen.includes(row.dataset.leaflet)) || !row.querySelector("li:not([hidden])");
  }
  others.hidden = !others.querySelector("[data-leaflet]:not([hidden])");
};
form.addEventListener("change", offerOthers);
offerOthers();

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const data = new FormData(form);
  const chosen = data.getAll("leaflet");
  say(chosen.length ? "" : "nothing-chosen");
  if (!chosen.length) return;
  const folders = [...new Set([data.get("language"), data.get("finnish")].filter(Boolean))];
  try {
    const wholes = await Promise.all(folders.map((folder) => inLanguage(folder, chosen, data.get("county"))));
    document.getElementById("paper")?.remove();
    const paper = document.createElement("div");
    paper.id = "paper";
    paper.className = data.get("paper");
    paper.append(...wholes);
    document.body.append(paper);
    // A class and not :has(): browsers do not always look for it anew when they begin to print.
    document.documentElement.className = `packed ${paper.className}`;
    await shown(paper);
    window.print();
  } catch {
    say("not-fetched");
  }
});
form.hidden = false;
