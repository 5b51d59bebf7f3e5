// Single keys that do something on every page, unless a reader has switched them off: `/` leads to the search box.

const SETTING = "pressmark-keys";
const FIELDS = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

export function keysAreOn() {
  try {
    return localStorage.getItem(SETTING) !== "off";
  } catch {
    return true; // a browser that keeps nothing
  }
}

export function switchKeys(on) {
  try {
    localStorage.setItem(SETTING, on ? "on" : "off");
  } catch {
    // then they stay as they are
  }
}

// Calls `act` when a key is pressed, but for those that go into a field or belong to the browser.
export function onKey(key, act) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== key || event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    if (event.target.closest?.(FIELDS) || !keysAreOn()) return;
    event.preventDefault();
    act();
  });
}

onKey("/", () => {
  const box = document.getElementById("search-words") ?? document.getElementById("site-search");
  box?.focus();
  box?.select();
});
