// A section of an application: rows come and go without a reload, words are counted, and a question that is asked only
// after a certain answer shows when it is. Without this script the buttons save and the page comes back.
const form = document.querySelector("form.answers");

const renumber = (row, name, number) => {
  const start = `${name}-`; // letters, figures and hyphens: safe in a pattern
  const pattern = new RegExp(`(${start})\\d+`, "g");
  for (const element of row.querySelectorAll("*")) {
    for (const attribute of ["name", "id", "for", "aria-describedby", "value"]) {
      const text = element.getAttribute(attribute);
      if (!text || (attribute === "value" && element.getAttribute("name") !== "go")) continue;
      if (text.includes(start)) element.setAttribute(attribute, text.replaceAll(pattern, `$1${number}`));
    }
  }
  const label = row.querySelector(".row__legend");
  if (label) label.textContent = label.textContent.replace(/\d+/, number + 1);
  const hidden = row.querySelector("[data-remove] .visually-hidden");
  if (hidden) hidden.textContent = `: ${label.textContent}`;
};

// A row that is being written in can be taken away.
const begin = (row) => {
  row.classList.remove("row--blank");
  row.querySelector(".row__remove")?.removeAttribute("hidden");
};

const clear = (row) => {
  begin(row);
  row.querySelectorAll(".field__error").forEach((error) => error.remove());
  row.querySelectorAll(".field--error").forEach((field) => field.classList.remove("field--error"));
  for (const control of row.querySelectorAll("input, select, textarea")) {
    control.removeAttribute("aria-invalid");
    if (control.type === "checkbox" || control.type === "radio") control.checked = false;
    else if (control.tagName === "SELECT") control.selectedIndex = 0;
    else control.value = "";
  }
};

const changed = () => form.dispatchEvent(new Event("input", { bubbles: true }));

const addRow = (rows) => {
  const all = rows.querySelectorAll("[data-row]");
  const row = all[all.length - 1].cloneNode(true);
  // Numbers are never used twice on a page, so that no two controls have one name.
  const highest = Math.max(...[...all].map((one) => Number(one.querySelector("[name]")?.name.match(/-(\d+)-[^-]+$/)?.[1] ?? 0)));
  renumber(row, rows.dataset.rows, highest + 1);
  clear(row);
  all[all.length - 1].after(row);
  row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
};

const removeRow = (row) => {
  const rows = row.closest("[data-rows]");
  const all = [...rows.querySelectorAll("[data-row]")];
  const place = all.indexOf(row);
  if (all.length === 1) clear(row);
  else row.remove();
  const left = rows.querySelectorAll("[data-row]");
  (left[Math.min(place, left.length - 1)]?.querySelector("input:not([type=hidden]), select, textarea") ?? rows.querySelector("[data-add]"))?.focus();
  changed();
};

const COUNTED = "[data-words], [data-characters]";

const count = (box) => {
  if (box.dataset.words) countIn(box, "Words", box.value.split(/\s+/).filter(Boolean).length);
  if (box.dataset.characters) countIn(box, "Characters", [...box.value].length);
};

const countIn = (box, unit, n) => {
  const limit = Number(box.dataset[unit.toLowerCase()]);
  const over = n - limit;
  const text = form.dataset[`text${unit}${over > 0 ? "Over" : ""}`];
  if (!text) return;
  let counter = box.parentElement.querySelector(`:scope > .words[data-unit="${unit}"]`);
  if (!counter) {
    counter = document.createElement("p");
    counter.className = "words";
    counter.dataset.unit = unit;
    counter.setAttribute("aria-hidden", "true"); // the limit is in the help; told aloud only when it is passed
    box.after(counter);
  }
  counter.textContent = text.replace("{n}", n).replace("{limit}", limit).replace("{over}", over);
  counter.classList.toggle("words--over", over > 0);
  if (over > 0) {
    counter.setAttribute("role", "status");
    counter.removeAttribute("aria-hidden");
  } else {
    counter.removeAttribute("role");
    counter.setAttribute("aria-hidden", "true");
  }
};

const answersTo = (name) =>
  [...form.elements]
    .filter((control) => control.name === name && (control.checked || control.tagName === "SELECT"))
    .filter((control) => !control.closest("[data-only-if]")?.hidden) // what is not asked answers nothing
    .map((control) => control.value);

// Questions stand after those they hang on, so that one pass is enough.
const conditions = () => {
  for (const part of form.querySelectorAll("[data-only-if]")) {
    part.hidden = !answersTo(part.dataset.onlyIf).includes(part.dataset.onlyIfValue);
  }
};

if (form) {
  form.classList.add("answers--script");
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add], [data-remove]");
    if (!button) return;
    event.preventDefault();
    if (button.matches("[data-add]")) addRow(button.closest("[data-rows]"));
    else removeRow(button.closest("[data-row]"));
  });
  form.addEventListener("input", (event) => {
    if (event.target.matches?.(COUNTED)) count(event.target);
    const row = event.target.closest?.(".row--blank");
    if (row) begin(row);
    conditions();
  });
  form.querySelectorAll(COUNTED).forEach(count);
  conditions();
}

const summary = document.querySelector("[data-error-summary]");
if (summary && !location.hash) summary.focus();
