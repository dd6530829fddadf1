// Days are written 2026-11-22 everywhere. A browser shows its date field in its own language instead, so the
// field becomes text, with a button that opens the browser's own calendar. Without scripts the field stays.
"use strict";

function writeDay(field) {
  const box = document.createElement("span");
  const button = document.createElement("button");
  const picker = document.createElement("input");
  box.className = "day-box";
  button.className = "day-button";
  button.type = "button";
  button.setAttribute("aria-label", "打开日历");
  picker.className = "day-picker";
  picker.type = "date";
  picker.tabIndex = -1;
  picker.setAttribute("aria-hidden", "true");
  const day = field.value;
  field.replaceWith(box);
  field.type = "text";
  field.value = day;
  field.inputMode = "numeric";
  field.autocomplete = "off";
  field.pattern = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
  field.title = "按 2026-11-22 的样子填写";
  field.placeholder = "年-月-日";
  box.append(field, picker, button);
  button.hidden = typeof picker.showPicker !== "function";
  button.addEventListener("click", () => {
    picker.value = field.value;
    picker.showPicker();
  });
  picker.addEventListener("change", () => {
    field.value = picker.value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  });
}

function writeDays() {
  document.querySelectorAll("input[type=date]:not(.day-picker)").forEach(writeDay);
}
writeDays();
document.addEventListener("htmx:after:swap", writeDays);
