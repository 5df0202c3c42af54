// A page that it may be dangerous to be seen with -> gone at once: by its button, or by pressing Shift three times.
"use strict";
{
  const button = document.querySelector(".exit a"), status = document.querySelector(".exit [role=status]");
  const WAIT = 5000; // as long as the public services of the United Kingdom wait for the next press
  let pressed = 0, typed = false, timer;

  const leave = () => {
    document.body.textContent = ""; // nothing is left to see while the other page comes, or does not come
    if (window.speechSynthesis) speechSynthesis.cancel();
    dispatchEvent(new Event("forget")); // page/forgetting.js
    location.replace(button.href); // this page is not behind the button "back"
  };

  button.addEventListener("click", event => {
    event.preventDefault();
    leave();
  });

  // Shift that only made a capital letter is no press: its letter comes up first, with shiftKey.
  document.addEventListener("keyup", event => {
    const counts = event.key === "Shift" && !typed;
    typed = event.shiftKey;
    pressed = counts ? pressed + 1 : 0;
    clearTimeout(timer);
    if (pressed === 3) return leave();
    if (pressed) timer = setTimeout(() => { pressed = 0; status.textContent = ""; }, WAIT);
    status.textContent = pressed ? status.dataset.left.split("|")[2 - pressed] : "";
  });

  // Told where there is most likely a keyboard: on a phone the place is needed for the number to call.
  document.getElementById("shift").hidden = !matchMedia("(hover: hover)").matches;
}
