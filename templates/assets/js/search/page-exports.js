// Records of articles for spreadsheets and for programs that manage references.

const COLUMNS = ["title", "authors", "published", "source", "kind", "language", "url", "address"];
const FORMULA = /^\s*[=+\-@|%＝＋－＠]/; // how cells begin that spreadsheets would compute
const QUOTE = "\"";
const BYTE_ORDER = "\ufeff"; // without it, spreadsheets take UTF-8 for something else

export const FORMATS = {
  csv: { type: "text/csv", head: `${BYTE_ORDER}${COLUMNS.join(",")}\r\n`, write: csv },
  ris: { type: "application/x-research-info-systems", head: "", write: ris },
  bib: { type: "application/x-bibtex", head: "", write: bibtex },
};

// A row of CSV (RFC 4180). An apostrophe before what looks like a formula keeps it from being one.
function csv(record) {
  const cells = COLUMNS.map((name) => (name === "authors" ? record.authors.join("; ") : record[name]));
  const safe = cells.map((cell) => (FORMULA.test(cell) ? "'" + cell : cell));
  return `${safe.map((cell) => QUOTE + cell.replaceAll(QUOTE, QUOTE + QUOTE) + QUOTE).join(",")}\r\n`;
}

const RIS_TYPES = { news: "NEWS", release: "GEN", filing: "RPRT", report: "RPRT" };

function ris(record) {
  const { year, month, day } = dateOf(record.published);
  const fields = [
    ["TY", RIS_TYPES[record.kind] ?? "GEN"],
    ["TI", record.title],
    ...record.authors.map((author) => ["AU", author]),
    ["PY", year],
    ["DA", year && `${year}/${month}/${day}/`],
    ["N1", year && !record.uncertain ? "" : record.published],
    ["T2", record.source],
    ["M3", record.kind],
    ["LA", record.language],
    ["UR", record.url],
    ["L2", record.address],
    ["DB", record.archive],
  ];
  const lines = fields.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${oneLine(value)}`);
  return `${[...lines, "ER  - "].join("\r\n")}\r\n\r\n`;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const BIBTEX_SIGNS = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };

function bibtex(record) {
  const { year, month, day } = dateOf(record.published);
  const fields = [
    ["title", `{${escaped(record.title)}}`], // whose capitals are to be kept
    ["author", record.authors.map((author) => `{${escaped(author)}}`).join(" and ")],
    ["year", year],
    ["month", month && MONTHS[month - 1], "bare"],
    ["date", record.uncertain ? "" : [year, month, day].filter(Boolean).join("-")],
    ["howpublished", escaped(record.source)],
    ["type", escaped(record.kind)],
    ["langid", escaped(record.language)],
    ["url", address(record.url || record.address)],
    ["note", [record.uncertain && escaped(record.published), escaped(record.archive), address(record.address)].filter(Boolean).join("; ")],
  ];
  const lines = fields.filter(([, value]) => value).map(([name, value, bare]) => `  ${name} = ${bare ? value : "{" + value + "}"},`);
  return `@misc{${record.key},\n${lines.join("\n")}\n}\n\n`;
}

// Year, month and day of a date, as far as it begins with them; what else it says stands in a note.
function dateOf(published) {
  const [, year = "", month = "", day = ""] = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?(?!\d|X)/.exec(published) ?? [];
  return { year, month, day };
}

function escaped(text) {
  return oneLine(text).replaceAll(/[\\~^{}&%$#_]/g, (sign) => BIBTEX_SIGNS[sign] ?? `\\${sign}`);
}

function address(url) {
  return url.replaceAll(/[{}\\\s]/g, encodeURIComponent);
}

function oneLine(text) {
  return text.replaceAll(/\s+/g, " ").trim();
}
