// What a reader types -> the counties it can mean: by the Finnish or Swedish name of a municipality, by the name or
// short name of a county, with or without dots, with typing errors. All names and words stand in the page.
"use strict";
{
  const form = document.getElementById("etsi-kunta"), input = form.querySelector("input");
  const list = form.querySelector("ul"), said = form.querySelector("[role=status]");
  const MOST = 8;

  const plain = text => text.normalize("NFD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const isOtherScript = text => /\p{L}/u.test(text) && !/\p{Script=Latin}/u.test(text);

  const counties = new Map();
  for (const link of document.querySelectorAll(".counties a")) counties.set(link.href, link);
  let places = [];

  // Each place with every name it has. Those in other languages come from a file; without it the names of the page do.
  function note({counties: ofCounty, municipalities}) {
    const finnish = Object.fromEntries(Object.entries(municipalities).map(both => both.reverse()));
    const place = (link, others, isTown) => {
      // Mänttä-Vilppula is also found by its second half.
      const partsOf = name => isTown ? name.split(/[- ]/).filter(part => part.length > 3) : [];
      const names = [...new Set([link.textContent, ...others])];
      return {link, isTown, keys: names.flatMap(name => [name, ...partsOf(name)].map(key => ({name, key: plain(key)})))};
    };
    places = [...counties.values()].map(link => place(link, ofCounty[slugOf(link)] || [], false));
    for (const link of document.querySelectorAll(".az li a")) {
      const name = link.textContent;
      places.push(place(link, [municipalities[name] || finnish[name]].filter(Boolean), true));
    }
  }

  const slugOf = link => /([^/]+)\/(?:index\.html)?$/.exec(link.pathname)[1];
  // A reader who has gone on to the results keeps what she has in hand.
  const showUnlessRead = () => list.contains(document.activeElement) || show();
  const asked = () => fetch(form.dataset.names).then(answer => answer.json()).then(note).then(showUnlessRead, () => {});

  // Damerau-Levenshtein, neighbours swapped at most once. Gives the distance to the whole name, and the least
  // distance to a beginning of it, for a reader who is still typing.
  function distances(typed, name) {
    let before = [], above = Array.from({length: name.length + 1}, (_, at) => at);
    for (let row = 1; row <= typed.length; row++) {
      const line = [row];
      for (let at = 1; at <= name.length; at++) {
        const same = typed[row - 1] === name[at - 1];
        line[at] = Math.min(above[at] + 1, line[at - 1] + 1, above[at - 1] + (same ? 0 : 1));
        if (row > 1 && at > 1 && typed[row - 1] === name[at - 2] && typed[row - 2] === name[at - 1])
          line[at] = Math.min(line[at], before[at - 2] + 1);
      }
      before = above;
      above = line;
    }
    return [above[name.length], Math.min(...above)];
  }

  // 0 is best; Infinity is no likeness. One error in a short word, two in a word of eight letters or more.
  function rank(typed, key) {
    if (typed === key) return 0;
    if (key.startsWith(typed)) return 1;
    if (typed.length > 2 && key.includes(typed)) return 2;
    if (key.length > 3 && typed.startsWith(key) && typed.length - key.length <= 4) return 2; // Espoossa
    if (typed.length < 2) return Infinity;
    const most = typed.length < 8 ? 1 : 2;
    const [whole, start] = distances(typed, key);
    if (whole <= most) return 3 + whole;
    return typed.length > 3 && start <= most ? 5.5 + start : Infinity;
  }

  // How many letters at the beginning are the same: of two errors the later one is likelier.
  function alike(typed, key) {
    let at = 0;
    while (at < typed.length && typed[at] === key[at]) at++;
    return at;
  }

  function found(text) {
    const typed = plain(text);
    if (!typed) return [];
    const better = (one, other) => one.rank - other.rank || other.alike - one.alike;
    const ranked = places.map(place => {
      const ranks = place.keys.map(({name, key}) => ({name, rank: rank(typed, key), alike: alike(typed, key)}));
      return {...place, ...ranks.sort(better)[0]};
    }).filter(place => place.rank < Infinity).sort(better);
    // Who wrote a whole name rightly is not shown what only looks like it; who wrote the beginning of one may
    // have meant another: "Spoo" is in Espoo, and Sipoo with a letter left out.
    const best = ranked[0]?.rank, most = best === 0 ? 2 : best < 3 ? 4 : Infinity;
    return ranked.filter(place => place.rank <= most).slice(0, MOST);
  }

  function entry({link, isTown, name}) {
    const item = document.createElement("li"), way = document.createElement("a");
    way.href = link.href;
    way.append(...link.cloneNode(true).childNodes);
    item.append(way);
    // The name that was typed, where the page shows the other language's.
    if (isTown && name !== link.textContent) item.append(` ${name}`);
    if (isTown) {
      const county = document.createElement("p");
      county.className = "small";
      county.append(...counties.get(link.href).cloneNode(true).childNodes);
      item.append(county);
    }
    return item;
  }

  function show() {
    const text = input.value.trim(), results = found(text);
    list.replaceChildren(...results.map(entry));
    const words = said.dataset;
    if (!text) said.textContent = "";
    else if (results.length) said.textContent = `${results[0].rank < 3 ? words.found : words.near} ${results.length}`;
    else said.textContent = isOtherScript(text) ? words.letters : words.none;
  }

  note({counties: {}, municipalities: {}});
  form.hidden = false;
  input.addEventListener("focus", asked, {once: true});
  input.addEventListener("input", show);
  form.addEventListener("submit", event => {
    event.preventDefault();
    show();
    list.querySelector("a")?.focus();
  });
  if (input.value) asked().then(show); // the browser brought back what was typed
}
