// The glossary under the translation editor: the terms of the text one works on come first and are marked.
const glossary = document.querySelector(".glossary dl");
const editor = document.querySelector(".js-translation-editor");

// The original stands in a paragraph of its own, right in the item of the text.
const originalOf = (element) => {
  for (let item = element.closest("li"); item; item = item.parentElement.closest("li")) {
    const original = item.querySelector(":scope > p");
    if (original) return original.textContent.replace(/\s+/g, " ").trim();
  }
  return "";
};

if (glossary && editor) {
  const entries = [...glossary.children];
  editor.addEventListener("focusin", (event) => {
    const text = originalOf(event.target);
    const here = (entry) => text !== "" && JSON.parse(entry.dataset.texts).includes(text);
    for (const entry of entries) {
      if (here(entry)) entry.setAttribute("aria-current", "true");
      else entry.removeAttribute("aria-current");
    }
    glossary.append(...entries.filter(here), ...entries.filter((entry) => !here(entry)));
  });
}
