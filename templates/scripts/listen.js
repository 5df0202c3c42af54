// A page -> read aloud by the device, sentence by sentence, each marked while it is heard. Fetched by the first tap.
"use strict";
{
  const listen = document.getElementById("listen"), [start, stop] = listen.querySelectorAll("button");
  const speech = window.speechSynthesis;
  const LONGEST = 200; // letters; longer ones are cut off by some browsers
  const SILENT = "nav, .tools, .up, section.small, audio, dialog, [hidden], [aria-hidden=true], details:not([open])";
  const BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, summary, figcaption, a.call";
  const base = tag => tag.toLowerCase().split(/[-_]/)[0];

  const voiceOf = language => {
    const known = speech.getVoices().filter(voice => voice.localService && base(voice.lang) === language);
    return known.find(voice => voice.default) || known[0];
  };

  // Text in one language within one block: what is said, and for each letter of it where it stands in the page.
  const runs = () => {
    const found = [], walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
      const parent = node.parentElement;
      if (parent.closest(SILENT) || !parent.getClientRects().length) continue;
      const language = base(parent.closest("[lang]").lang), voice = voiceOf(language);
      if (!voice) continue; // Finnish words, on a device without a Finnish voice
      const block = parent.closest(BLOCKS) || parent;
      let run = found[found.length - 1];
      if (!run || run.block !== block || run.language !== language)
        found.push(run = {block, language, voice, said: "", places: []});
      const digits = parent.closest("a[href^='tel:'] bdi");
      for (let at = 0; at < node.length; at++) {
        let letter = node.data[at];
        if (/\s/.test(letter)) letter = digits ? ", " : " ";
        else if (digits) letter += " "; // a number to dial is read digit by digit
        run.said += letter;
        for (let times = letter.length; times; times--) run.places.push([node, at]);
      }
    }
    return found;
  };

  const sentences = run => {
    let parts;
    if (window.Intl && Intl.Segmenter) {
      const segments = new Intl.Segmenter(run.language, {granularity: "sentence"}).segment(run.said);
      parts = [...segments].map(one => one.segment);
    } else parts = run.said.match(/[^.!?\u061f\u3002]+[.!?\u061f\u3002]*\s*/g) || [];
    const pieces = [];
    let from = 0;
    for (let part of parts) {
      while (part) {
        let length = part.length;
        if (length > LONGEST) {
          const head = part.slice(0, LONGEST), comma = Math.max(...[...",;:\u060c\u3001\uff0c"].map(one => head.lastIndexOf(one)));
          length = 1 + (comma > 0 ? comma : head.lastIndexOf(" "));
          if (length < 2) length = LONGEST;
        }
        pieces.push({run, from, to: from + length, said: part.slice(0, length)});
        from += length;
        part = part.slice(length);
      }
    }
    return pieces;
  };

  // Brackets are left over around a word that another voice reads, or nobody.
  const plain = said => said.replace(/[()\[\]]/g, " ").replace(/\s+/g, " ").replace(/ ([.,:;!?])/g, "$1").trim();

  // Not in the style of the pages: few browsers know it, and none shows it before somebody listens.
  if (window.CSS && CSS.highlights) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("::highlight(reading) { background: Mark; color: MarkText; }");
    document.adoptedStyleSheets.push(sheet);
  }

  let pieces = [], now = -1, turn = 0, marked;

  const mark = piece => {
    if (marked) marked.classList.remove("reading");
    marked = null;
    if (window.CSS && CSS.highlights) CSS.highlights.delete("reading");
    if (!piece) return;
    const {places, block} = piece.run;
    let first = piece.from, last = piece.to - 1;
    const blank = at => /\s/.test(places[at][0].data[places[at][1]]);
    while (first < last && blank(first)) first++;
    while (last > first && blank(last)) last--;
    const range = document.createRange();
    range.setStart(...places[first]);
    range.setEnd(places[last][0], places[last][1] + 1);
    if (window.CSS && CSS.highlights) CSS.highlights.set("reading", new Highlight(range));
    else (marked = block).classList.add("reading");
    const box = range.getBoundingClientRect();
    if (box.top < innerHeight * .2 || box.bottom > innerHeight * .75)
      scrollBy({
        top: box.top - innerHeight * .3,
        behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth",
      });
  };

  const finish = () => {
    turn++; // what the old utterances still tell is heard no more
    speech.cancel();
    mark();
    const focused = document.activeElement === stop;
    stop.hidden = true;
    start.hidden = false;
    if (focused) start.focus({preventScroll: true});
  };

  const next = () => {
    const piece = pieces[++now];
    if (!piece) return finish();
    const utterance = new SpeechSynthesisUtterance(piece.said), own = turn;
    utterance.voice = piece.run.voice;
    utterance.lang = piece.run.voice.lang;
    utterance.rate = .9;
    utterance.onend = () => own === turn && next();
    utterance.onerror = () => own === turn && finish();
    piece.utterance = utterance; // kept, or some browsers forget to tell when it ends
    mark(piece);
    speech.speak(utterance);
  };

  const begin = () => {
    speech.cancel();
    pieces = runs().flatMap(sentences).map(piece => ({...piece, said: plain(piece.said)}));
    pieces = pieces.filter(piece => /[\p{L}\p{N}]/u.test(piece.said));
    now = -1;
    turn++;
    start.hidden = true;
    stop.hidden = false;
    stop.focus({preventScroll: true});
    next();
  };

  start.addEventListener("click", begin);
  stop.addEventListener("click", finish);
  addEventListener("keydown", event => event.key === "Escape" && !stop.hidden && finish());
  addEventListener("pagehide", finish);
  begin();
}
