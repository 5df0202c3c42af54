// The search page and the word list -> what a reader's words mean, best first. It holds no words: they stand in the
// page. How words change in a language stands in the page too, from portal/matching.yaml.
"use strict";
{
  const form = document.querySelector("form[data-rules]");
  const rules = JSON.parse(form.dataset.rules);
  const sources = rules.languages.length - 1; // the number of the source language: 0 in its own edition
  const same = Object.fromEntries(rules.same.match(/../gu).map((one) => [...one]));
  for (const one of rules.languages) {
    for (const name of ["before", "endings", "softer"]) one[name] = one[name].match(/\S+/g) ?? [];
    one.softer = one.softer.map((pair) => pair.split(">"));
  }
  const unspaced = new RegExp(`[${rules.unspaced}]+`, "g");

  // Words

  /** Small letters without marks; letters that people type for each other are one letter; digits are 0 to 9. */
  const folded = (text) =>
    text.normalize("NFKD").toLowerCase().replace(/[\p{M}\p{Cf}\u0640'’ʼ]/gu, "")
      .replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt() & 15)
      .replace(/./gu, (letter) => same[letter] ?? letter);

  /** The words of a text; where a script writes no spaces, each pair of signs. */
  const wordsIn = (text) =>
    (folded(text).replace(unspaced, (run) => ` ${[...run].map((sign, at) => run.slice(at, at + 2)).slice(0, -1).join(" ") || run} `)
      .match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word[1] || word.match(unspaced)).map((word) => word.slice(0, 40));

  const memory = rules.languages.map(() => new Map());

  /** A word of a language with the stems that it may have. */
  const wordOf = (text, language) => {
    const known = memory[language].get(text);
    if (known) return known;
    const { before, endings, vowels, softer, weak } = rules.languages[language];
    const bare = before.filter((one) => text.startsWith(one) && text[one.length + 2]).map((one) => text.slice(one.length));
    const stems = new Set();
    const cut = (form) =>
      endings.filter((one) => form.endsWith(one) && form[one.length + 1]).map((one) => form.slice(0, -one.length));
    const forms = [text, ...bare.slice(0, 2)].flatMap((form) => [form, ...cut(form)]);
    for (const form of [...forms, ...forms.flatMap((one) => cut(one).slice(0, 1))]) {
      let stem = form;
      while (stem.length > 2 && vowels.includes(stem.at(-1))) stem = stem.slice(0, -1);
      stems.add(stem);
      for (const [strong, soft] of softer) {
        if (stem.endsWith(strong) && stem.length > strong.length) stems.add(stem.slice(0, -strong.length) + soft);
      }
    }
    const bones = weak && [...(bare[0] ?? text)].filter((letter) => !weak.includes(letter)).join("");
    const word = { text, stems: [...stems].filter((stem) => stem.length > 1), bones };
    memory[language].set(text, word);
    return word;
  };

  /** How many letters were typed wrong, left out, put in or changed about; more than `most` counts as `most + 1`. */
  const errors = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before, last, row = [...Array(other.length + 1).keys()];
    for (let i = 1; i <= one.length; i++) {
      [before, last, row] = [last, row, [i]];
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + !same);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      if (Math.min(...row) > most) return most + 1;
    }
    return row[other.length];
  };

  const allowed = (length) => (length < 4 ? 0 : length < 8 ? 1 : 2);

  /** How surely a typed word means a word of the index: 1 the same, 0 not at all. */
  const likeness = (typed, word) => {
    const a = typed.text, b = word.text;
    if (a === b) return 1;
    if (a.length < 2) return b.includes(a) && SURE;
    const shared = typed.stems.reduce((most, one) => (word.stems.includes(one) ? Math.max(most, one.length) : most), 0);
    // Where letters inside a word come and go, a stem of three letters is as sure as one of four elsewhere.
    let sure = [0, 0, 0.6, 0.65, 0.9][Math.min(typed.bones && shared > 2 ? 4 : shared, 4)];
    if (sure > 0.8) return sure;
    if (b.startsWith(a) && a.length > 2) sure = Math.max(sure, 0.6 + 0.14 * a.length / b.length);
    if (a.startsWith(b) && b.length > 3) sure = Math.max(sure, 0.5 + 0.24 * b.length / a.length);
    const most = allowed(Math.min(a.length, b.length));
    const wrong = most && errors(a, b, most);
    if (wrong && wrong <= most) sure = Math.max(sure, (a.length > 5 ? 0.95 : 0.85) - 0.15 * wrong);
    if (sure) return sure;
    if (typed.bones?.length > 2 && typed.bones === word.bones) return SURE;
    const slips = (one, other) => Math.min(one.length, other.length) > 3 && errors(one, other, 1) === 1;
    if (most && typed.stems.some((one) => word.stems.some((other) => slips(one, other)))) return 0.55;
    return (b.length > 4 && a.includes(b)) || typed.stems.some((one) => one.length > 3 && b.includes(one)) ? 0.5 : 0;
  };

  // The index

  const SURE = 0.6, CERTAIN = 0.75;
  const WEIGHTS = { title: 10, finnish: 9, search: 8, heading: 4, summary: 3, body: 1.5 };

  /** Entries -> what can be searched: for each language the words, and in which entries they stand, how near the top. */
  const indexOf = (entries) => {
    const places = rules.languages.map(() => new Map());
    const put = (text, language, at, weight) =>
      wordsIn(text ?? "").map((one) => {
        const word = wordOf(one, language);
        if (!places[language].has(word)) places[language].set(word, new Map());
        const known = places[language].get(word);
        known.set(at, Math.max(weight, known.get(at) ?? 0));
        return word;
      });
    entries.forEach((entry, at) => {
      const phrases = (text, language) =>
        (text ?? "").split(/[,،、，;]/).map((one) => put(one, language, at, WEIGHTS.search)).filter((words) => words.length);
      entry.names = [put(entry.title, entry.foreign ? sources : 0, at, WEIGHTS.title), put(entry.finnish, sources, at, WEIGHTS.finnish)];
      entry.phrases = [...phrases(entry.search, 0), ...phrases(entry.finnishSearch, sources)];
      for (const heading of entry.headings ?? []) heading.words = put(heading.text, 0, at, WEIGHTS.heading);
      put(entry.summary, 0, at, WEIGHTS.summary);
      for (const word of entry.body ?? []) put(word, 0, at, WEIGHTS.body);
    });
    return { entries, places };
  };

  /** The entries that a reader's words mean, with their scores, best first. */
  const found = ({ entries, places }, query) => {
    const typed = wordsIn(query).slice(0, 16);
    // Words that others write together are often written apart: two that stand side by side are tried as one, too.
    const together = typed.slice(1).map((word, at) => typed[at] + word);
    const scores = entries.map(() => ({ sum: 0, words: 0 }));
    const certain = new Map(); // the words of the index that were meant: how surely, and how rare they are
    const tried = new Map([...together.map((word) => [word, 2]), ...typed.map((word) => [word, 1])]);
    for (const [text, count] of tried) {
      const meant = [];
      places.forEach((words, language) => {
        const own = wordOf(text, language);
        for (const [word, where] of words) {
          const sure = likeness(own, word);
          if (sure && (count < 2 || sure >= CERTAIN)) meant.push([sure, word, where]);
        }
      });
      const best = Math.max(0, ...meant.map(([sure]) => sure));
      const hits = new Map(), sureHits = new Set();
      for (const [sure, , where] of meant) {
        if (sure < best - 0.4) continue;
        for (const [at, weight] of where) {
          hits.set(at, Math.max(sure * sure * weight, hits.get(at) ?? 0));
          if (sure > best - 0.2) sureHits.add(at);
        }
      }
      const rare = Math.log(1 + entries.length / (sureHits.size || 1));
      for (const [sure, word] of meant) {
        if (sure >= SURE && sure > (certain.get(word)?.sure ?? 0)) certain.set(word, { sure, worth: sure * rare });
      }
      for (const [at, hit] of hits) {
        scores[at].sum += hit * rare;
        scores[at].words += count;
      }
    }
    const all = (words, least) => words.every((word) => certain.get(word)?.sure >= least);
    entries.forEach((entry, at) => {
      const score = scores[at];
      const named = Math.max(...entry.names.map((words) => words.filter((word) => certain.has(word)).length / (words.length || 1)));
      for (const words of entry.phrases) {
        if (words.length > 1 && all(words, SURE)) score.sum += 6 * words.reduce((sum, word) => sum + certain.get(word).worth, 0);
      }
      score.sum *= (0.4 + 0.6 * Math.min(score.words / typed.length, 1)) * (1 + 0.5 * named);
      score.danger = !!entry.urgent && entry.phrases.some((words) => all(words, CERTAIN));
      score.heading = (entry.headings ?? []).map((heading) => [
        heading.words.reduce((sum, word) => sum + (certain.get(word)?.worth ?? 0), 0) / Math.sqrt(heading.words.length || 1), heading,
      ]).reduce((most, one) => (one[0] > most[0] ? one : most), [0])[1];
    });
    // A word of the word list speaks for the page about it.
    entries.forEach((entry, at) => {
      if (entry.page >= 0) scores[entry.page].sum += 0.5 * scores[at].sum;
    });
    return entries.map((entry, at) => ({ entry, ...scores[at] })).filter((one) => one.sum > 0)
      .sort((one, other) => other.danger - one.danger || other.sum - one.sum);
  };

  // The pages

  const field = form.elements.q;
  const part = (name) => document.querySelector(`[data-${name}]`);

  /** Says how many results there are; none is said by the part for it, if the search has worked. */
  const say = (count, worked) => {
    part("count").textContent = count ? form.dataset.found.replace("{number}", count) : "";
    part("nothing").hidden = count || !worked;
  };

  /** The word list: words that are not meant are hidden; without a question all are shown. */
  const filter = () => {
    const rows = [...document.querySelectorAll("dl.words > [id]")];
    const index = indexOf(rows.map((row) => {
      const name = row.querySelector("dt bdi").textContent;
      const own = row.querySelector("dt").textContent.replace(name, "");
      return { row, title: own.trim() || name, foreign: !own.trim(), finnish: name, summary: row.querySelector("dd p").textContent };
    }));
    return (query) => {
      const results = found(index, query);
      const least = results.length && results[0].sum / 4;
      const shown = new Set(results.filter((one) => one.sum >= least).map((one) => one.entry.row));
      for (const row of rows) row.hidden = query && !shown.has(row);
      say(query && shown.size, query);
    };
  };

  /** An entry of the index file as an object; the file is made by portal/outputs/search_index.py. */
  const entriesOf = (data) => {
    const questions = (kind) =>
      [...document.querySelectorAll(`template[data-questions="${kind}"]`)].flatMap((one) => [...one.content.querySelectorAll("data")])
        .map((one) => ({ anchor: one.value, text: one.textContent, nodes: one }));
    const pages = data.pages.map(([href, title, finnish, summary, search, finnishSearch, kind, fallen, headings], at) => ({
      href, title, finnish, summary, search, finnishSearch, foreign: fallen & 1, foreignSummary: fallen & 2, untranslated: fallen & 4,
      urgent: !at, body: [], headings: [...questions(kind), ...headings.map(([anchor, text]) => ({ anchor, text }))],
    }));
    let word = "";
    for (const row of data.words.split("\n")) {
      const [rest, ...where] = row.slice(1).split(" ");
      word = word.slice(0, row.charCodeAt() - 65) + rest;
      let at = 0;
      for (const step of where) pages[at += parseInt(step, 36)].body.push(word);
    }
    return [...pages, ...data.terms.map(([id, title, finnish, summary, search, finnishSearch, fallen, page]) => ({
      term: true, href: `${data.list}#${id}`, title: title || finnish, foreign: !title, finnish: title && finnish, summary, search, finnishSearch,
      foreignSummary: fallen & 2, page,
    }))];
  };

  /** A result as HTML, from the page's own `<template>`; all that comes from the index is put in as text. */
  const shown = ({ entry, heading }) => {
    const result = part("result").content.cloneNode(true);
    const fill = (name, contents, foreign, href) => {
      const element = result.querySelector(`[data-${name}]`);
      if (!contents) return element.closest("li > *").remove();
      element.append(...[contents].flat());
      if (foreign) Object.assign(element, { lang: form.dataset.source, dir: "ltr" });
      if (href !== undefined) element.href = form.dataset.home + href;
    };
    fill("title", entry.title, entry.foreign, entry.href);
    fill("finnish", entry.finnish);
    fill("summary", entry.summary, entry.foreignSummary);
    fill("heading", heading && [...(heading.nodes?.cloneNode(true).childNodes ?? [heading.text])], false, `${entry.href}#${heading?.anchor}`);
    fill("untranslated", entry.untranslated && " ");
    return result;
  };

  /** The search page: the index is fetched when somebody begins to search. */
  const search = () => {
    let loading, asked;
    // Nothing comes where there is no network, or something that is no index: the next question tries again.
    const load = () => loading ??= fetch(form.dataset.index).then((answer) => answer.json())
      .then((data) => indexOf(entriesOf(data))).catch(() => (loading = null));
    field.addEventListener("focus", load, { once: true });
    return async (query) => {
      asked = query;
      history.replaceState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
      const index = query && await load();
      if (asked !== query) return; // the reader has typed on
      const results = index ? found(index, query) : [];
      const good = results.filter((one) => one.danger || one.sum > results.find((any) => !any.danger)?.sum / 6);
      const lists = [good.filter((one) => !one.entry.term).slice(0, 8), good.filter((one) => one.entry.term).slice(0, 5)];
      ["pages", "terms"].forEach((name, number) => {
        part(name).hidden = !lists[number].length;
        part(name).querySelector("ol").replaceChildren(...lists[number].map(shown));
      });
      part("danger").hidden = !results[0]?.danger;
      part("broken").hidden = index !== null;
      say(lists.flat().length, index);
    };
  };

  const answer = form.dataset.index ? search() : filter();
  const ask = () => answer(field.value.trim().slice(0, 200));
  let pause;
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(ask, 200);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    ask();
  });
  part("without-script")?.remove();
  form.hidden = false;
  field.value ||= new URLSearchParams(location.search).get("q") ?? "";
  if (field.value) ask();
}
