// A word of the word list: tapped, its explanation comes up from the box of words of this page.
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
