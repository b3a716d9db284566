// Stands in the frame that soi.js makes, between the entries of the search index and Material's worker: what a
// worker has and a window has not.
{
  const page = frameElement;

  self.postMessage = (data) => page.dispatchEvent(new MessageEvent("message", { data }));

  // A window cannot load a script while another one waits, so this is a promise; Material awaits it.
  self.importScripts = async (...addresses) => {
    for (const address of addresses) {
      const script = document.createElement("script");
      script.src = new URL(address, document.scripts[2].src);
      await new Promise((resolve, reject) => {
        script.onload = resolve;
        script.onerror = () => reject(new Error(`cannot load ${script.src}`));
        document.head.append(script);
      });
    }
  };

  // The index that a page has loaded says how to search; what is searched in is here.
  self.addEventListener("message", ({ data }) => {
    if (data.data.docs) data.data.docs = self.__docs;
  });
}
