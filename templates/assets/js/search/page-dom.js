// Making and placing elements.

const SVG = "http://www.w3.org/2000/svg";

// An element; attributes that begin with «on» are listeners, and those that are null or false are left out.
export function element(tag, attributes = {}, ...children) {
  return furnished(document.createElement(tag), attributes, children);
}

export function drawn(tag, attributes = {}, ...children) {
  return furnished(document.createElementNS(SVG, tag), attributes, children);
}

function furnished(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

// Makes these the children of an element; what has the focus keeps it, if it is still among them.
export function arrange(parent, children) {
  const same = parent.children.length === children.length && children.every((child, i) => parent.children[i] === child);
  if (same) return;
  const focused = document.activeElement;
  parent.replaceChildren(...children);
  if (focused !== document.activeElement && parent.contains(focused)) focused.focus({ preventScroll: true });
}

// Pieces of text, of which those that were found are marked.
export function marked(pieces) {
  return pieces.map(({ text, found }) => (found ? element("mark", {}, text) : text));
}

// Calls `act` when it has not been asked to for some milliseconds.
export function pausing(act, milliseconds) {
  let timer = 0;
  const asked = (...values) => {
    clearTimeout(timer);
    timer = setTimeout(act, milliseconds, ...values);
  };
  asked.cancel = () => clearTimeout(timer);
  return asked;
}

// Where a page of the site stands. On a disk no server completes the name of a folder.
export function pageAt(root, route) {
  return `${root}${route}${isOnDisk() ? "index.html" : ""}`;
}

// An address as it is cited: below that of the site, where it is known, and not on someone's disk.
export function citedAt(address) {
  const canonical = isOnDisk() && document.querySelector("link[rel=canonical]");
  return new URL(address, (canonical || location).href).href;
}

function isOnDisk() {
  return location.protocol === "file:";
}
