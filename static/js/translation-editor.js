// Two things that wagtail-localize's editor says in English whatever the language of the admin is: the name of its form
// ("svenska to engelska translation", said here as "svenska → engelska") and the label of the button for more actions.
const script = document.getElementById("translation-editor-words");
const editor = document.querySelector(".js-translation-editor");

function reword() {
  const walker = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const pair = /^(.+) to (.+) translation$/.exec(node.data);
    if (pair && node.parentElement.matches("h3")) {
      node.data = `${pair[1]} → ${pair[2]}`;
    } else if (node.data === "More actions") {
      node.data = script.dataset.moreActions;
    }
  }
}

if (script && editor && document.documentElement.lang.slice(0, 2) !== "en") {
  new MutationObserver(reword).observe(editor, { childList: true, subtree: true });
  reword();
}
