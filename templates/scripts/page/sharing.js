// Share: only the ways that this browser has.
const share = document.querySelector(".share");
if (share) {
  const [send, copy] = share.querySelectorAll("button"), done = share.querySelector("[data-done]");
  const address = share.dataset.address || location.href.replace(/#.*/, "");
  send.parentNode.hidden = !navigator.share;
  send.onclick = () => navigator.share({title: document.title, url: address}).catch(() => {});
  copy.parentNode.hidden = !navigator.clipboard;
  copy.onclick = () => navigator.clipboard.writeText(address).then(() => {
    done.textContent = done.dataset.done;
  }, () => {});
}
