// Filters and sorts the lists of a page. Every row and every choice stands in the page already: without this script
// all rows are shown. What is chosen stands behind the # of the address, so a part of a list can be kept or sent.
"use strict";

(() => {
  const lists = [...document.querySelectorAll("table[data-soi-list]")];
  const form = document.querySelector("form[data-soi-filter]");
  if (!lists.length) return;

  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const collator = new Intl.Collator("en", { numeric: true });

  for (const list of lists) {
    for (const heading of list.querySelectorAll("th[data-soi-sort]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", () => sort(list, heading));
    }
  }

  function sort(list, heading) {
    const descends = heading.getAttribute("aria-sort") === "ascending";
    for (const other of list.querySelectorAll("th")) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", descends ? "descending" : "ascending");
    const key = (row) => {
      const cell = row.cells[heading.cellIndex];
      return (cell.dataset.key ?? cell.textContent).trim();
    };
    const rows = [...list.tBodies[0].rows].map((row) => [key(row), row]);
    // Rows that have nothing there stand last either way; equal ones keep their order.
    rows.sort(([a], [b]) => !a - !b || (descends ? -1 : 1) * collator.compare(a, b));
    list.tBodies[0].append(...rows.map(([, row]) => row));
  }

  if (!form) return;
  for (const part of document.querySelectorAll("[data-soi-filter]")) part.hidden = false;
  const rows = lists.flatMap((list) => [...list.tBodies[0].rows]);
  const texts = new Map();
  const fields = [...form.elements].filter((field) => field.name);
  const output = form.querySelector("output");

  function textOf(row) {
    if (!texts.has(row)) texts.set(row, folded(row.textContent));
    return texts.get(row);
  }

  function show() {
    const wanted = fields.filter((field) => field.value);
    const words = folded(form.elements.words.value).split(/\s+/).filter(Boolean);
    const marks = wanted.filter((field) => field.name !== "words");
    let count = 0;
    for (const row of rows) {
      const isKept =
        marks.every((field) => (row.getAttribute(`data-${field.name.replaceAll("_", "-")}`) ?? "").split(" ").includes(field.value)) &&
        words.every((word) => textOf(row).includes(word));
      row.hidden = !isKept;
      count += isKept;
    }
    output.value = wanted.length ? `${count} of ${rows.length}` : "";
    return new URLSearchParams(wanted.map((field) => [field.name, field.value])).toString();
  }

  function fromAddress() {
    const chosen = new URLSearchParams(location.hash.slice(1));
    // Another anchor of the page, such as a section, is no choice of rows.
    if (location.hash.length > 1 && !fields.some((field) => chosen.has(field.name))) return;
    for (const field of fields) field.value = chosen.get(field.name) ?? "";
    show();
  }

  function toAddress() {
    const chosen = show();
    history.replaceState(null, "", chosen ? `#${chosen}` : location.pathname + location.search);
  }

  form.addEventListener("input", toAddress);
  form.addEventListener("reset", () => setTimeout(toAddress));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", fromAddress);
  fromAddress();
})();
