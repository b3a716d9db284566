// Makes the line for the inbox out of what is chosen and typed under "Log a touch". Nothing is sent anywhere: the
// line is copied, mailed by the reader's own mail program, or taken along to the new file that the forge opens.
"use strict";

for (const form of document.querySelectorAll("form[data-soi-capture]")) {
  const { who, subject, folder, nameKey, textKey } = form.dataset;
  const line = form.querySelector(".soi-line");
  const said = form.querySelector("output");
  const mail = form.querySelector("a[href^='mailto:']");
  const begin = form.querySelector("a[data-soi-new]");
  form.querySelector(".soi-fields").hidden = false;

  const two = (number) => String(number).padStart(2, "0");

  function update() {
    const now = new Date();
    const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    const time = `${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
    const note = form.elements.note.value.replace(/\s+/g, " ").trim();
    line.textContent = [form.elements.date.value || day, who, form.elements.channel.value, note].join(" ").trim();
    said.value = "";
    mail.href = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(line.textContent)}`;
    if (begin) {
      const url = new URL(begin.href);
      url.searchParams.set(nameKey, `${folder}/${day}-${time}.md`);
      if (textKey) url.searchParams.set(textKey, `${line.textContent}\n`);
      begin.href = url;
    }
    return day;
  }

  form.elements.date.value = update();
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  // The day may have turned and the minute has, since the page was opened.
  for (const link of [mail, begin]) link?.addEventListener("click", update);
  form.querySelector("button").addEventListener("click", async () => {
    update();
    try {
      await navigator.clipboard.writeText(line.textContent);
      said.value = "Copied.";
    } catch {
      // Without a secure connection, or when it is forbidden, the reader copies what is marked.
      getSelection().selectAllChildren(line);
      said.value = "Marked: copy it.";
    }
  });
}
