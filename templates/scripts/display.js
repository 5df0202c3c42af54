// The form on the page about the size of the text -> classes on this page and, from the next page on, by page.js.
"use strict";
{
  const form = document.querySelector(".display"), status = form.querySelector("[role=status]");
  const root = document.documentElement, values = [...form.elements].map(one => one.value).filter(Boolean);

  const show = chosen => {
    root.classList.remove(...values);
    root.classList.add(...chosen);
  };

  try {
    for (const value of (localStorage.getItem("view") || "").split(" ")) {
      const input = values.includes(value) && form.querySelector(`[value="${value}"]`);
      if (input) input.checked = true;
    }
  } catch { /* the browser keeps nothing */ }

  form.addEventListener("change", () => {
    const chosen = [...form.elements].filter(one => one.checked && one.value).map(one => one.value);
    show(chosen);
    try {
      localStorage.setItem("view", chosen.join(" "));
      status.textContent = status.dataset.kept;
    } catch {
      status.textContent = status.dataset.lost;
    }
  });

  form.addEventListener("reset", () => {
    show([]);
    // Pages are saved again with the next visit, so this is for leaving no trace now.
    dispatchEvent(new Event("forget")); // page/forgetting.js
    status.textContent = status.dataset.gone;
  });

  form.hidden = false;
}
