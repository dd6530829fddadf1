// Small behaviours of pages: definitions that open by tap and key, menus that fold, selections. Nothing here is
// needed to read a page or to send a form.
"use strict";

function closeDefinitions(except) {
  document.querySelectorAll("[data-definition].open").forEach((one) => {
    if (one !== except) {
      one.classList.remove("open");
      one.querySelector("button").setAttribute("aria-expanded", "false");
    }
  });
}

function toggleDefinition(button) {
  const one = button.closest("[data-definition]");
  const opens = !one.classList.contains("open");
  closeDefinitions(one);
  one.classList.toggle("open", opens);
  one.classList.toggle("closed", !opens);
  button.setAttribute("aria-expanded", String(opens));
}

function closePicks(except) {
  document.querySelectorAll("details[data-pick][open]").forEach((one) => {
    if (one !== except) one.open = false;
  });
}

function countSelection(form) {
  const boxes = Array.from(form.querySelectorAll("[data-select]"));
  const chosen = boxes.filter((box) => box.checked).length;
  form.querySelector("[data-selection-count]").textContent = String(chosen);
  form.querySelector("[data-selection-bar]").hidden = chosen === 0;
  const all = form.querySelector("[data-select-all]");
  all.checked = chosen === boxes.length;
  all.indeterminate = chosen > 0 && chosen < boxes.length;
}

// Rows of a tree that lie below `row`: all that follow until one is not deeper.
function rowsBelow(row) {
  const depth = Number(row.dataset.depth);
  const found = [];
  for (let next = row.nextElementSibling; next && Number(next.dataset.depth) > depth; next = next.nextElementSibling) {
    found.push(next);
  }
  return found;
}

function toggleBranch(button) {
  const opens = button.getAttribute("aria-expanded") !== "true";
  const row = button.closest("tr");
  button.setAttribute("aria-expanded", String(opens));
  const below = rowsBelow(row);
  if (opens && below.length === 0) {
    button.dispatchEvent(new CustomEvent("open", { bubbles: false }));
    return;
  }
  let foldedDepth = Infinity;
  below.forEach((one) => {
    const depth = Number(one.dataset.depth);
    if (depth <= foldedDepth) foldedDepth = Infinity;
    one.hidden = !opens || depth > foldedDepth;
    const toggle = one.querySelector("[data-toggle]");
    if (foldedDepth === Infinity && toggle && toggle.getAttribute("aria-expanded") === "false") foldedDepth = depth;
  });
}

document.addEventListener("click", (event) => {
  const definition = event.target.closest(".definition-button");
  if (definition) toggleDefinition(definition);
  else if (!event.target.closest("[data-definition]")) closeDefinitions(null);
  closePicks(event.target.closest("details[data-pick]"));
  const toggle = event.target.closest("[data-toggle]");
  if (toggle) toggleBranch(toggle);
});

document.addEventListener("mouseout", (event) => {
  const one = event.target.closest && event.target.closest("[data-definition].closed");
  if (one && !one.contains(event.relatedTarget)) one.classList.remove("closed");
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const one = event.target.closest("[data-definition]");
  if (one) one.classList.add("closed");
  closeDefinitions(null);
  closePicks(null);
});

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-selection]");
  if (!form) return;
  if (event.target.matches("[data-select-all]")) {
    form.querySelectorAll("[data-select]").forEach((box) => { box.checked = event.target.checked; });
  }
  countSelection(form);
});

// What is needed only with some answers to another question is asked for once one of them is given.
function askForWhatIsNeeded(form) {
  form.querySelectorAll("[data-needed-with]").forEach((mark) => {
    const answer = form.querySelector(`[name="${mark.dataset.neededWith}"]:checked`);
    const needed = answer !== null && mark.dataset.neededValues.split(" ").includes(answer.value);
    const field = mark.closest(".field").querySelector("textarea, input:not([type=checkbox], .day-picker)");
    if (field) field.required = needed;
    mark.classList.toggle("field-needed", needed);
  });
}
document.querySelectorAll("form").forEach(askForWhatIsNeeded);
document.addEventListener("change", (event) => {
  if (event.target.form) askForWhatIsNeeded(event.target.form);
});

// On a narrow screen menu and long lists start folded; without scripts they stay open, which also works.
function foldNarrow() {
  const narrow = window.matchMedia("(max-width: 1023px)").matches;
  document.querySelectorAll("details[data-menu], details[data-fold]").forEach((one) => { one.open = !narrow; });
}
foldNarrow();
window.matchMedia("(max-width: 1023px)").addEventListener("change", foldNarrow);
