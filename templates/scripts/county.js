// The box "remember this county" on a county's page -> what page.js reads on other pages. Nothing is kept unasked.
"use strict";
{
  const part = document.getElementById("muista"), box = part.querySelector("input");
  const said = part.querySelector("[role=status]"), own = part.dataset.county;
  try {
    const kept = JSON.parse(localStorage.getItem("county"));
    box.checked = kept?.slug === JSON.parse(own).slug;
    part.hidden = false; // where nothing may be kept, the line above throws and nothing is offered
  } catch { /* as it was */ }
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
