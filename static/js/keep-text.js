// Keeps what is written in a form until it has been sent, should the session end or the connection break meanwhile. The
// text lies in this tab only. It has been sent when the page shows it among what has been written.
const form = document.querySelector("form[data-keep]");
const plain = (text) => text.replace(/\s+/g, " ").trim();

if (form) {
  const box = form.querySelector("textarea");
  const key = `kept:${form.dataset.keep}`;
  const sent = (text) => [...document.querySelectorAll("[data-written]")].some((written) => plain(written.textContent) === plain(text));
  try {
    const kept = sessionStorage.getItem(key);
    if (kept && sent(kept)) sessionStorage.removeItem(key);
    else if (kept && !box.value) box.value = kept;
    box.addEventListener("input", () => {
      if (box.value.trim()) sessionStorage.setItem(key, box.value);
      else sessionStorage.removeItem(key);
    });
  } catch {
    // storage is forbidden or full: the form works as without it
  }
}
