// What stands in for a server in a portable copy: files below `search/` come as scripts that hand them over.
"use strict";

self.pressmarkModules = {};

(() => {
  const root = new URL("../../../", document.currentScript.src).href; // it stands in assets/js/<digest>/
  const waiting = new Map(); // path in the site → [those who asked for it]
  const served = self.fetch;

  self.pressmarkGiven = (path, base64) => {
    const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
    for (const { give } of waiting.get(path) ?? []) give(bytes);
    waiting.delete(path);
  };

  function read(path) {
    return new Promise((give, fail) => {
      const asked = waiting.get(path);
      if (asked) return asked.push({ give, fail });
      waiting.set(path, [{ give, fail }]);
      const script = document.createElement("script");
      script.src = `${root}${path}.js`;
      script.onload = () => script.remove();
      script.onerror = () => {
        script.remove();
        for (const one of waiting.get(path) ?? []) one.fail(new TypeError(`${path} cannot be read`));
        waiting.delete(path);
      };
      document.head.append(script);
    });
  }

  self.fetch = async (asked, options) => {
    const url = new URL(asked.url ?? asked, location.href);
    url.search = url.hash = "";
    if (!url.href.startsWith(`${root}search/`)) return served(asked, options);
    return new Response(await read(url.href.slice(root.length)));
  };

  // A module that is made elsewhere, such as Pagefind's: it learns its address as it would have, had it been served.
  self.pressmarkLoad = async (address) => {
    const text = await (await self.fetch(address)).text();
    const module = new Blob([text.replaceAll("import.meta.url", JSON.stringify(String(address)))], { type: "text/javascript" });
    const url = URL.createObjectURL(module);
    try {
      return await import(url);
    } finally {
      URL.revokeObjectURL(url);
    }
  };
})();
