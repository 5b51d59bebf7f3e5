// The words of the interface, from the catalogue: the page holds them as data.

const strings = JSON.parse(document.getElementById("search-strings").textContent);
const plurals = new Intl.PluralRules(document.documentElement.lang);
const numbers = new Intl.NumberFormat(document.documentElement.lang);
const languages = new Intl.DisplayNames(document.documentElement.lang, { type: "language" });
const months = new Intl.DateTimeFormat(document.documentElement.lang, { year: "numeric", month: "long", timeZone: "UTC" });

// A string with its values filled in; `n` chooses the plural form.
export function say(key, values = {}) {
  const forms = strings[key];
  const form = (values.n !== undefined && forms[plurals.select(values.n)]) || forms.other;
  return form.replaceAll(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? numbers.format(values[name]) : values[name]));
}

// What a value of a facet is called: `named` is what the archive calls it.
export function called(facet, named) {
  if (facet === "kind") return strings[`kind.${named}`] ? say(`kind.${named}`) : named;
  if (facet !== "language") return named;
  try {
    return languages.of(named);
  } catch {
    return named; // no tag that the browser could read
  }
}

export function monthNamed(year, month) {
  const day = new Date(Date.UTC(2000, month - 1, 1));
  day.setUTCFullYear(year);
  return months.format(day);
}
