// The box "remember this county" on a county's page -> what page.js reads on other pages. Nothing is kept unasked.
"use strict";
{
  const part = document.getElementById("muista"), box = part.querySelector("input");
  const said = part.querySelector("[role=status]"), own = part.dataset.county;
  const slugOf = value => {
    try { return JSON.parse(value)?.slug; } catch { return ""; }
  };
  try {
    box.checked = slugOf(localStorage.getItem("county")) === slugOf(own);
    part.hidden = false; // where nothing may be kept, the line above throws and nothing is offered
  } catch { /* it stays hidden */ }
  box.addEventListener("change", () => {
    try {
      if (box.checked) localStorage.setItem("county", own);
      else localStorage.removeItem("county");
      said.textContent = box.checked ? said.dataset.kept : said.dataset.forgotten;
    } catch {
      box.checked = !box.checked;
      said.textContent = said.dataset.refused;
    }
  });
}
