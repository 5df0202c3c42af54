// The hours of the telephones on a page -> whether each is open now in Finland, in words of the page's <template>.
// On a holiday or an eve no page knows: then it says that the line may be closed.
"use strict";
{
  const {DAY, weekday, isHoliday, isEve, now, inWords} = finnishCalendar;
  const WEEK = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
  const words = document.getElementById("now").content;
  const minute = time => time.split(".").reduce((hours, minutes) => hours * 60 + Number(minutes), 0);
  const isFree = day => isHoliday(day) || isEve(day);

  // Monday is the first day of the week in a run of days: mon-sun.
  function isOn(run, day) {
    const [first, last = first] = run.split("-").map(name => (WEEK.indexOf(name) + 6) % 7);
    const today = (weekday(day) + 6) % 7;
    return first <= today && today <= last;
  }

  const spansOf = (line, day) => [...line.querySelectorAll("[data-days]")]
    .filter(span => isOn(span.dataset.days, day))
    .sort((one, other) => minute(one.dataset.from) - minute(other.dataset.from));

  function stateOf(line) {
    const {day, minute: time} = now();
    const left = spansOf(line, day).find(span => time < minute(span.dataset.to));
    if (left && isFree(day)) return {name: "free"};
    if (left && time >= minute(left.dataset.from)) return {name: "open", span: left, end: 1};
    if (left) return {name: "today", span: left, end: 0};
    for (let next = day + DAY; next < day + 30 * DAY; next += DAY) {
      const [span] = isFree(next) ? [] : spansOf(line, next);
      if (span) return {name: "later", span, end: 0, day: next};
    }
    return {name: ""};
  }

  function say(place) {
    const {name, span, end, day} = stateOf(place.closest(".helpline, main"));
    const said = words.querySelector(`[data-now="${name}"]`);
    place.hidden = !said;
    if (!said) return;
    place.replaceChildren(...said.cloneNode(true).childNodes);
    for (const slot of place.querySelectorAll("[data-slot=time]"))
      slot.textContent = span.querySelector(".times").textContent.split("\u2013")[end];
    for (const slot of place.querySelectorAll("[data-slot=day]")) slot.textContent = inWords(day, slot);
  }

  const sayAll = () => document.querySelectorAll(".now").forEach(say);
  sayAll();
  // A page may lie open for hours, and a phone sleeps between.
  setInterval(sayAll, 30000);
  document.addEventListener("visibilitychange", sayAll);
}
