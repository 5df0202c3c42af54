// How this device shows the text, as chosen on the page for that: names of classes of the style sheet.
try {
  const view = localStorage.getItem("view") || "";
  if (/^[a-z ]+$/.test(view)) document.documentElement.className += ` ${view}`;
} catch { /* the browser keeps nothing */ }
