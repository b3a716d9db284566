// Runs before Material does. From a disk a browser starts no worker, so search gets a stand-in: a hidden frame in
// which the script of Material's worker runs as the plain script that it also is. The frame has the origin and
// the policy of the page, and loads nothing but scripts from beside the page's own, so it takes no leave that the
// policy has not given. A frame written by script (npm's iframe-worker) would need one for each inline script.
//
// The frame is made at the first message. Material sends that when search is opened; until then no page loads
// what is searched in.
if (location.protocol === "file:") {
  const here = document.currentScript.src;

  const frameWith = (...addresses) => {
    const frame = document.createElement("iframe");
    frame.hidden = true;
    frame.srcdoc = addresses
      .map((address) => Object.assign(document.createElement("script"), { src: new URL(address, here) }).outerHTML)
      .join("");
    return frame;
  };

  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      this.address = new URL(address, location);
    }

    postMessage(data) {
      this.scope ??= new Promise((resolve) => {
        const frame = frameWith("../../search/search_docs.js", "search-frame.js", this.address);
        frame.addEventListener("load", () => resolve(frame.contentWindow));
        frame.addEventListener("message", (event) => this.dispatchEvent(new MessageEvent("message", event)));
        document.body.append(frame);
      });
      this.scope.then((scope) => scope.dispatchEvent(new MessageEvent("message", { data })));
    }
  };
}

const readersDay = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
};

// A page that was made for an earlier day than the reader's says so: whom to call may have changed since.
for (const said of document.querySelectorAll("[data-soi-day]")) {
  const today = readersDay();
  if (said.dataset.soiDay < today) {
    const note = document.createElement("strong");
    note.textContent = ` Today is ${today}: soi build brings this page up to date.`;
    said.append(note);
  }
}

// What a page says of somebody's due day holds until one of the days that soi has computed; the reader's day is
// only compared with them. A page left open overnight turns when it is looked at again.
const turn = () => {
  const today = readersDay();
  for (const note of document.querySelectorAll("[data-soi-turns]")) {
    const turns = JSON.parse(note.dataset.soiTurns);
    const last = turns.findLastIndex(([day]) => day <= today);
    if (last >= 0) {
      const [, status] = turns[last];
      note.className = `soi-duenote${status ? ` soi-${status}` : ""}`;
      note.querySelector("strong").textContent = JSON.parse(note.dataset.soiHeadlines)[last];
    }
  }
};
turn();
document.addEventListener("visibilitychange", turn);
