// Read aloud: only by a voice of this device, for no word of the page may go to a host elsewhere.
const listen = document.getElementById("listen"), speech = window.speechSynthesis;
if (listen && speech) {
  const base = tag => tag.toLowerCase().split(/[-_]/)[0];
  const language = base(document.documentElement.lang);
  const look = () => {
    if (speech.getVoices().some(voice => voice.localService && base(voice.lang) === language)) listen.hidden = false;
  };
  look();
  speech.onvoiceschanged = look;
  const begin = () => {
    speech.speak(new SpeechSynthesisUtterance("")); // some browsers let a page speak only from the tap itself
    const script = document.createElement("script");
    script.src = listen.dataset.script;
    script.onerror = () => listen.firstElementChild.addEventListener("click", begin, {once: true});
    document.head.append(script);
  };
  listen.firstElementChild.addEventListener("click", begin, {once: true});
}
