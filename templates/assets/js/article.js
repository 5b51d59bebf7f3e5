// Lights one entity through the text: a button beside each name that the text mentions. The links need none of this.

import { lightAsked } from "./lit.js";

const about = document.getElementById("about");
const inText = document.querySelector(".text");

function light(key, button) {
  const on = button.getAttribute("aria-pressed") !== "true";
  for (const other of about.querySelectorAll("button")) other.setAttribute("aria-pressed", "false");
  for (const name of inText.querySelectorAll("[data-entity]")) {
    name.classList.toggle("lit", on && name.dataset.entity === key);
  }
  button.setAttribute("aria-pressed", String(on));
  if (on) inText.querySelector(".entity.lit")?.scrollIntoView({ block: "nearest" });
}

// The key of a name in the text, from the address of its record: …/companies/zoom/ is `company-zoom`.
const KINDS = { companies: "company", people: "person", places: "place" };

for (const entry of about?.querySelectorAll(".entity-link") ?? []) {
  const link = entry.querySelector("a");
  const [folder, id] = link?.pathname.split("/").slice(-3, -1) ?? [];
  const key = `${KINDS[folder]}-${id}`;
  if (!inText.querySelector(`[data-entity="${CSS.escape(key)}"]`)) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "light";
  button.setAttribute("aria-pressed", "false");
  button.title = about.dataset.light.replace("{name}", link.textContent);
  button.setAttribute("aria-label", button.title);
  button.addEventListener("click", () => light(key, button));
  entry.append(button);
}

const bar = document.getElementById("hits");
if (bar) lightAsked(bar);
