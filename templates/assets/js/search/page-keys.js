// Arrow keys walk from the box through the results; Escape leads back to the box.

export function walkResults(input, list) {
  const titles = () => [...list.querySelectorAll("h2 a")];

  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && titles().length) {
      event.preventDefault();
      titles()[0].focus();
    } else if (event.key === "Escape" && !input.value) {
      input.blur();
    }
  });

  list.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const all = titles();
    const here = all.indexOf(event.target.closest("li:has(h2)")?.querySelector("h2 a"));
    if (here < 0) return;
    if (event.key === "ArrowDown") all[Math.min(here + 1, all.length - 1)].focus();
    else if (event.key === "ArrowUp") (all[here - 1] ?? input).focus();
    else if (event.key === "Escape") input.focus();
    else return;
    event.preventDefault();
  });
}
