// The words of the interface, from the catalogue: the page holds them as data.

const { lang } = document.documentElement;
const strings = JSON.parse(document.getElementById("search-strings").textContent);
const plurals = new Intl.PluralRules(lang);
const numbers = new Intl.NumberFormat(lang);
const later = { languages: null, months: null }; // each made when it is first needed, since that takes a while

// A string with its values filled in; `n` chooses the plural form.
export function say(key, values = {}) {
  const forms = strings[key];
  const form = (values.n !== undefined && forms[plurals.select(values.n)]) || forms.other;
  return form.replaceAll(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? numbered(values[name]) : values[name]));
}

export function numbered(count) {
  return numbers.format(count);
}

// What a value of a facet is called: `named` is what the archive calls it.
export function called(facet, named) {
  if (facet === "kind") return strings[`kind.${named}`] ? say(`kind.${named}`) : named;
  if (facet !== "language") return named;
  try {
    later.languages ??= new Intl.DisplayNames(lang, { type: "language" });
    return later.languages.of(named);
  } catch {
    return named; // no tag that the browser could read
  }
}

export function monthNamed(year, month) {
  const day = new Date(Date.UTC(2000, month - 1, 1));
  day.setUTCFullYear(year);
  later.months ??= new Intl.DateTimeFormat(lang, { year: "numeric", month: "long", timeZone: "UTC" });
  return later.months.format(day);
}
