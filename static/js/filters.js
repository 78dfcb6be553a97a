// Filters without reload: the form is sent as it would be, and only the list is replaced. The address follows, so that
// it can be shared and the back button works. Anything unexpected falls back to an ordinary page load.
const forms = document.querySelectorAll("form[data-filters]");

const address = (form) => {
  const url = new URL(form.getAttribute("action") || location.pathname, location.href);
  const query = new URLSearchParams(new FormData(form));
  for (const [name, value] of [...query]) if (!value) query.delete(name, value);
  url.search = query;
  return url;
};

const load = async (form, url) => {
  const region = document.getElementById(form.dataset.filters);
  if (!region) return location.assign(url);
  region.setAttribute("aria-busy", "true");
  form.controller?.abort();
  form.controller = new AbortController();
  try {
    const answer = await fetch(url, { signal: form.controller.signal, headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(form.dataset.filters);
    if (!answer.ok || !fresh) return location.assign(url);
    region.replaceChildren(...fresh.childNodes);
    document.title = page.title;
    const chosen = page.querySelector("[data-filters-active]");
    if (chosen) form.querySelector("[data-filters-active]").replaceChildren(...chosen.childNodes);
    form.querySelector("[data-filters-status]").textContent = region.querySelector(".result-count")?.textContent ?? "";
    history.pushState({}, "", url);
  } catch (error) {
    if (error.name === "AbortError") return;
    return location.assign(url);
  }
  region.removeAttribute("aria-busy");
};

for (const form of forms) {
  let timer;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    load(form, address(form));
  });
  form.addEventListener("change", () => load(form, address(form)));
  form.addEventListener("input", (event) => {
    if (!event.target.matches("input[type=search], input[type=text]")) return;
    clearTimeout(timer);
    timer = setTimeout(() => load(form, address(form)), 400);
  });
}

addEventListener("popstate", () => location.reload());
