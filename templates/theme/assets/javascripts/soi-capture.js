// Makes the line for the inbox out of what is chosen and typed under "Log a touch". Nothing is sent anywhere: the
// line is copied, mailed by the reader's own mail program, or taken along to the new file that the forge opens.
"use strict";

for (const form of document.querySelectorAll("form[data-soi-capture]")) {
  const { who, subject, folder, nameKey, textKey } = form.dataset;
  const line = form.querySelector("output");
  const copy = form.querySelector("button");
  const mail = form.querySelector("a[href^='mailto:']");
  const begin = form.querySelector("a[data-soi-new]");
  form.hidden = false;

  const two = (number) => String(number).padStart(2, "0");

  function update() {
    const now = new Date();
    const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    const note = form.elements.note.value.replace(/\s+/g, " ").trim();
    line.value = [form.elements.date.value || day, who, form.elements.channel.value, note].join(" ").trim();
    mail.href = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(line.value)}`;
    if (begin) {
      const url = new URL(begin.href);
      url.searchParams.set(nameKey, `${folder}/${day}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}.md`);
      if (textKey) url.searchParams.set(textKey, `${line.value}\n`);
      begin.href = url;
    }
    return day;
  }

  form.elements.date.value = update();
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  // The day may have turned and the minute has, since the page was opened.
  for (const link of [mail, begin]) link?.addEventListener("click", update);
  copy.addEventListener("click", async () => {
    update();
    const label = copy.textContent;
    try {
      await navigator.clipboard.writeText(line.value);
      copy.textContent = "Copied";
    } catch {
      // Without a secure connection, or when it is forbidden, the reader copies what is marked.
      getSelection().selectAllChildren(line);
      copy.textContent = "Marked: copy it";
    }
    setTimeout(() => (copy.textContent = label), 2000);
  });
}
