// Opens a picture large in a <dialog> on the same page. Without a script the link leads to the picture itself.
let dialog;

const build = (closeText) => {
  const box = document.createElement("dialog");
  box.className = "lightbox";
  const form = document.createElement("form");
  form.method = "dialog";
  const button = document.createElement("button");
  button.className = "button";
  button.textContent = closeText;
  form.append(button);
  box.append(form, document.createElement("img"));
  box.addEventListener("click", (event) => event.target === box && box.close());
  document.body.append(box);
  return box;
};

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-lightbox]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || typeof HTMLDialogElement === "undefined") return;
  event.preventDefault();
  dialog ??= build(link.dataset.close);
  const large = dialog.querySelector("img");
  const small = link.closest("figure").querySelector("img");
  large.src = link.href;
  large.alt = small.alt;
  large.width = link.dataset.width;
  large.height = link.dataset.height;
  dialog.setAttribute("aria-label", small.alt || link.textContent.trim());
  dialog.showModal();
});
