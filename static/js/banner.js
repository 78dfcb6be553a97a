// Lets the reader put the banner away. Remembered here in the browser, by the banner's id; the server never knows.
const banner = document.querySelector("[data-banner]");
const KEY = "dismissed-banner";

const remembered = () => {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage may be forbidden; the banner then comes back on the next page
  }
};

if (banner) {
  if (remembered() === banner.dataset.banner) {
    banner.hidden = true;
  } else {
    const close = banner.querySelector("[data-banner-close]");
    close.hidden = false;
    close.addEventListener("click", () => {
      banner.hidden = true;
      try {
        localStorage.setItem(KEY, banner.dataset.banner);
      } catch {
        // nothing to do: it stays away on this page only
      }
      document.getElementById("main")?.focus();
    });
  }
}
