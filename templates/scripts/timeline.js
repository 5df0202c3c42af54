// The day that a reader gives -> the last days of the law, computed on this device: shown, printed, or put into a
// file for a calendar. Nothing is stored and nothing is sent. All words stand in the page, in each of its languages.
"use strict";
{
  const {DAY, day, isEve, isWorkingDay, workingDaysAfter, monthsAfter, daysAfter, moved, now, inWords} = finnishCalendar;
  const form = document.getElementById("aikajana"), input = document.getElementById("paiva");
  const result = document.getElementById("paivat"), notes = document.getElementById("aikajana-lisat").content;
  const fault = document.getElementById("aikajana-virhe");
  const iso = when => new Date(when).toISOString().slice(0, 10);
  let lasts = [];

  const chosen = () => form.querySelector("input[type=radio]:checked")?.value;

  function showOnly(root) {
    const kind = chosen() === "decision" ? "decision" : "contact";
    for (const part of root.querySelectorAll("[data-for]")) part.hidden = part.dataset.for !== kind;
  }

  function fill(root, name, when) {
    for (const slot of root.querySelectorAll(`[data-slot=${name}]`)) {
      slot.dataset.day = iso(when);
      slot.textContent = inWords(when, slot);
    }
  }

  function count(root, name, number) {
    for (const slot of root.querySelectorAll(`[data-slot=${name}]`)) slot.textContent = number;
  }

  // The day on which a time limit is full, and the last day: a full day on which offices are closed moves.
  function limitOf({unit, count}, began) {
    const add = {workdays: workingDaysAfter, months: monthsAfter, days: daysAfter}[unit];
    const full = add(began, Number(count));
    return {full, last: moved(full)};
  }

  function daysBetween(began, end, accept) {
    let found = 0;
    for (let when = began + DAY; when <= end; when += DAY) if (accept(when)) found++;
    return found;
  }

  function note(item, name) {
    const added = notes.querySelector(`[data-note=${name}]`).cloneNode(true);
    item.append(added);
    return added;
  }

  function showLine(item, began, today) {
    item.querySelectorAll("[data-note]").forEach(old => old.remove());
    const {full, last} = limitOf(item.dataset, began);
    fill(item, "last", last);
    lasts.push(last);
    if (full !== last) fill(note(item, "moved"), "full", full);
    const isWeekdayEve = when => isEve(when) && new Date(when).getUTCDay() % 6;
    if (item.dataset.unit === "workdays" && daysBetween(began, last, isWeekdayEve)) note(item, "eve");
    if (last === today) note(item, "today");
    if (last < today) showOnly(note(item, "past"));
  }

  function show(began) {
    const today = now().day;
    lasts = [];
    showOnly(result);
    fill(result, "began", began);
    fill(result, "now", today);
    count(result, "days", daysBetween(began, today, () => true));
    count(result, "workdays", daysBetween(began, today, isWorkingDay));
    for (const list of result.querySelectorAll("[data-case]")) {
      list.hidden = list.dataset.case !== chosen();
      if (!list.hidden) list.querySelectorAll("[data-unit]").forEach(item => showLine(item, began, today));
    }
    result.hidden = false;
    result.querySelector("[tabindex]").focus();
  }

  function complain(words, field) {
    fault.textContent = words;
    result.hidden = true;
    field.setAttribute("aria-invalid", "true");
    field.focus();
  }

  form.addEventListener("change", () => {
    showOnly(form);
    result.hidden = true; // the days on the page are always those of the answers above them
  });
  form.addEventListener("submit", event => {
    event.preventDefault();
    fault.textContent = "";
    form.querySelectorAll("[aria-invalid]").forEach(field => field.removeAttribute("aria-invalid"));
    const [year, month, date] = input.value.split("-").map(Number);
    const began = day(year, month, date);
    if (!chosen()) complain(fault.dataset.choose, form.querySelector("input"));
    else if (!(began <= now().day && began >= Date.parse(input.min))) complain(fault.dataset.date, input);
    else show(began);
  });

  // A file for a calendar (RFC 5545). Others may see the calendar: it holds a neutral title and nothing else.
  function folded(line) {
    let out = "", width = 0;
    for (const letter of line) {
      const bytes = new TextEncoder().encode(letter).length;
      if (width + bytes > 75) {
        out += "\r\n ";
        width = 1;
      }
      out += letter;
      width += bytes;
    }
    return out;
  }

  function calendarOf(days, title) {
    const basic = when => iso(when).replace(/-/g, "");
    const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
    const name = title.replace(/[\\;,]/g, "\\$&");
    const unique = () => [...crypto.getRandomValues(new Uint32Array(4))].map(one => one.toString(16)).join("-");
    const events = days.flatMap(when => [
      "BEGIN:VEVENT", `UID:${unique()}`, `DTSTAMP:${stamp}`, `DTSTART;VALUE=DATE:${basic(when)}`,
      `DTEND;VALUE=DATE:${basic(when + DAY)}`, `SUMMARY:${name}`, "CLASS:PRIVATE", "TRANSP:TRANSPARENT", "END:VEVENT",
    ]);
    const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//days//1//FI", ...events, "END:VCALENDAR"];
    return lines.map(line => `${folded(line)}\r\n`).join("");
  }

  function give(text, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], {type: "text/calendar"}));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  result.addEventListener("click", event => {
    const button = event.target.closest("[data-do]");
    if (button?.dataset.do === "print") print();
    if (button?.dataset.do !== "calendar") return;
    const days = [...new Set(lasts)].sort();
    give(calendarOf(days, button.dataset.title), `${iso(days[0])}.ics`);
  });

  form.hidden = false;
  input.max = iso(now().day);
  showOnly(form);
}
