// Days are written 2026-11-22 everywhere, moments 2026-11-22 14:30. A browser shows its date field in its own language
// instead, so the field becomes text, with a button that opens the browser's own calendar. A day written otherwise
// (2026.1.5, 2026年1月5日, 20260105, full-width) is put into this form. Without scripts the field stays.
"use strict";

const WRITTEN = {
  date: { pattern: "[0-9]{4}-[0-9]{2}-[0-9]{2}", title: "按 2026-11-22 的样子填写", placeholder: "年-月-日" },
  "datetime-local": {
    pattern: "[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2})?",
    title: "按 2026-11-22 14:30 的样子填写",
    placeholder: "年-月-日 时:分",
  },
};

function straightened(text) {
  const narrow = text.normalize("NFKC").trim();
  const found = narrow.match(/^(\d{4})(\d{2})(\d{2})$/) || narrow.match(/^(\d{4})\D+(\d{1,2})\D+(\d{1,2})日?(?: +(\d{1,2}):(\d{2}))?$/);
  if (!found) return text;
  const two = found.slice(1).filter(Boolean).map((part) => part.padStart(2, "0"));
  return two.slice(0, 3).join("-") + (two.length > 3 ? " " + two.slice(3).join(":") : "");
}

function writeDay(field) {
  const box = document.createElement("span");
  const button = document.createElement("button");
  const picker = document.createElement("input");
  const kind = field.type;
  box.className = kind === "date" ? "day-box" : "day-box moment-box";
  button.className = "day-button";
  button.type = "button";
  button.setAttribute("aria-label", "打开日历");
  picker.className = "day-picker";
  picker.type = kind;
  picker.tabIndex = -1;
  picker.setAttribute("aria-hidden", "true");
  const day = field.value.replace("T", " ");
  field.replaceWith(box);
  field.type = "text";
  field.value = day;
  field.inputMode = kind === "date" ? "numeric" : "text";
  field.autocomplete = "off";
  Object.assign(field, WRITTEN[kind]);
  box.append(field, picker, button);
  button.hidden = typeof picker.showPicker !== "function";
  button.addEventListener("click", () => {
    picker.value = field.value.replace(" ", "T");
    picker.showPicker();
  });
  field.addEventListener("change", () => {
    field.value = straightened(field.value);
  });
  picker.addEventListener("change", () => {
    field.value = picker.value.replace("T", " ");
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  });
}

function writeDays() {
  document.querySelectorAll("input:is([type=date], [type=datetime-local]):not(.day-picker)").forEach(writeDay);
}
writeDays();
document.addEventListener("htmx:after:swap", writeDays);
