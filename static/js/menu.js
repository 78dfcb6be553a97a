// Menus are <details> and work as they are. With a script they close on Escape, on a click outside and when another opens.
const menus = [...document.querySelectorAll("details[data-popover]")];

const closeOthers = (kept) => {
  for (const menu of menus) if (menu !== kept) menu.open = false;
};

for (const menu of menus) {
  menu.addEventListener("toggle", () => menu.open && closeOthers(menu));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
}

document.addEventListener("click", (event) => closeOthers(event.target.closest?.("details[data-popover]")));
