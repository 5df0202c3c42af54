// The Finnish calendar, by the rule of portal/deadlines.py (Act 150/1930): for the scripts that count days or hours.
// A day is its midnight in UTC, in milliseconds, so no summer time and no place of the phone changes it.
"use strict";

const finnishCalendar = (() => {
  const DAY = 864e5, SATURDAY = 6;
  const day = (year, month, date) => Date.UTC(year, month - 1, date);
  const weekday = when => new Date(when).getUTCDay();
  const saturdayFrom = when => when + ((SATURDAY - weekday(when) + 7) % 7) * DAY;

  // By the method of Meeus, Jones and Butcher.
  function easterSunday(year) {
    const golden = year % 19, century = Math.floor(year / 100), rest = year % 100;
    const moon = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
    const epact = (19 * golden + century - Math.floor(century / 4) - moon + 15) % 30;
    const turn = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - rest % 4) % 7;
    const late = Math.floor((golden + 11 * epact + 22 * turn) / 451);
    const both = epact + turn - 7 * late + 114;
    return day(year, Math.floor(both / 31), both % 31 + 1);
  }

  function holidays(year) {
    const easter = easterSunday(year);
    return [
      day(year, 1, 1), day(year, 1, 6), day(year, 5, 1), day(year, 12, 6), day(year, 12, 25), day(year, 12, 26),
      ...[-2, 0, 1, 39, 49].map(offset => easter + offset * DAY),
      saturdayFrom(day(year, 6, 20)), saturdayFrom(day(year, 10, 31)),
    ];
  }

  // Christmas Eve and Midsummer Eve: no holidays, but a time limit never ends on them.
  const eves = year => [day(year, 12, 24), saturdayFrom(day(year, 6, 20)) - DAY];
  const isHoliday = when => holidays(new Date(when).getUTCFullYear()).includes(when);
  const isEve = when => eves(new Date(when).getUTCFullYear()).includes(when);
  const isWorkingDay = when => weekday(when) % SATURDAY > 0 && !isHoliday(when) && !isEve(when);

  function workingDaysAfter(began, count) {
    let when = began;
    while (count) {
      when += DAY;
      if (isWorkingDay(when)) count--;
    }
    return when;
  }

  function monthsAfter(began, count) {
    const then = new Date(began), last = new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() + count + 1, 0));
    return last.setUTCDate(Math.min(then.getUTCDate(), last.getUTCDate()));
  }

  const daysAfter = (began, count) => began + count * DAY;

  function moved(last) {
    while (!isWorkingDay(last)) last += DAY;
    return last;
  }

  // The day and the minute in Finland, wherever the phone believes to be.
  function now() {
    const clock = new Intl.DateTimeFormat("en", {
      timeZone: "Europe/Helsinki", hourCycle: "h23",
      year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric",
    });
    const part = Object.fromEntries(clock.formatToParts(new Date()).map(one => [one.type, Number(one.value)]));
    return {day: day(part.year, part.month, part.day), minute: part.hour * 60 + part.minute};
  }

  // A day as the language of an element writes it: the calendar and the digits are those of the pages.
  // Where the browser does not know the language, it is a date in numbers.
  function inWords(when, element) {
    const {lang, dataset} = element.closest("[lang]"), language = dataset.locale || lang;
    const known = Intl.DateTimeFormat.supportedLocalesOf(language).length;
    const manner = {dateStyle: known ? "full" : "short", timeZone: "UTC"};
    return new Intl.DateTimeFormat(known ? `${language}-u-ca-gregory-nu-latn` : "fi", manner).format(when);
  }

  return {DAY, day, weekday, isHoliday, isEve, isWorkingDay, workingDaysAfter, monthsAfter, daysAfter, moved, now, inWords};
})();
