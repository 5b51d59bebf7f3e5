// Put into each page by `pressmark serve`: reloads it after a build, where it was, and shows what keeps it from that.
const KEPT = "pressmark-scroll";
const ROOM = { position: "fixed", inset: "auto 0 0 0", zIndex: "1000", maxHeight: "60vh", overflow: "auto" };
const LOOK = { background: "#fff8f6", color: "#1d1d1b", borderTop: "4px solid #b3261e", padding: "1rem 1.5rem" };

function element(name, text, style = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  Object.assign(made.style, style);
  return made;
}

function show(problems) {
  document.getElementById("pressmark-errors")?.remove();
  const overlay = element("aside", "", { ...ROOM, ...LOOK, font: "15px/1.5 system-ui, sans-serif" });
  overlay.id = "pressmark-errors";
  overlay.setAttribute("role", "alert");
  overlay.append(element("strong", "This is the last good build: errors keep the next one back."));
  const list = element("ul", "", { margin: "0.5rem 0", paddingLeft: "1.2rem" });
  for (const { place, message, hint } of problems) {
    const item = element("li", "");
    item.append(element("code", place), element("span", place ? `: ${message}` : message));
    if (hint) item.append(element("div", hint, { opacity: "0.8", whiteSpace: "pre-wrap" }));
    list.append(item);
  }
  const close = element("button", "Hide", { font: "inherit" });
  close.addEventListener("click", () => overlay.remove());
  overlay.append(list, close);
  document.body.append(overlay);
}

const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
sessionStorage.removeItem(KEPT);
if (kept?.path === location.pathname) scrollTo(0, kept.top);

const events = new EventSource(new URL("events" + new URL(import.meta.url).search, import.meta.url));
events.addEventListener("change", () => {
  sessionStorage.setItem(KEPT, JSON.stringify({ path: location.pathname, top: scrollY }));
  location.reload();
});
events.addEventListener("errors", (event) => show(JSON.parse(event.data)));
