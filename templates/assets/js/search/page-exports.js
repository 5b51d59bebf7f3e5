// Records of articles for spreadsheets and for programs that manage references.

const COLUMNS = ["title", "authors", "published", "source", "kind", "language", "url", "address"];
const FORMULA = /(^|[;\t\r\n])(?=[^\S\t\r\n]*[=+\-@|%＝＋－＠])/g; // where one may begin (`dataset.delimited`)
const QUOTE = "\"";
const BYTE_ORDER = "\ufeff"; // without it, spreadsheets take UTF-8 for something else

export const FORMATS = {
  csv: { type: "text/csv", head: `${BYTE_ORDER}${COLUMNS.join(",")}\r\n`, write: csv },
  ris: { type: "application/x-research-info-systems", head: "", write: ris },
  bib: { type: "application/x-bibtex", head: "", write: bibtex },
};

// A row of CSV (RFC 4180). An apostrophe before what looks like a formula keeps it from being one.
function csv(record) {
  const cells = COLUMNS.map((name) => (name === "authors" ? [...record.authors, ...record.editors].join("; ") : record[name]));
  const safe = cells.map((cell) => cell.replace(/^(?=[\t\r\n])/, "'").replaceAll(FORMULA, "$1'"));
  return `${safe.map((cell) => QUOTE + cell.replaceAll(QUOTE, QUOTE + QUOTE) + QUOTE).join(",")}\r\n`;
}

const RIS_TYPES = { news: "NEWS", release: "GEN", filing: "RPRT", report: "RPRT" };

// RIS and BibTeX as the page of each article has them (`pressmark/citations.py`).
function ris(record) {
  const { year } = dateOf(record.published);
  const fields = [
    ["TY", RIS_TYPES[record.kind] ?? "GEN"],
    ["ID", record.key],
    ["TI", record.title],
    ...record.authors.map((author) => ["AU", author]),
    ...record.editors.map((editor) => ["A2", editor]),
    ["PY", year],
    ["DA", slashed(record.published)],
    ["Y2", slashed(record.captured)],
    ["N1", record.uncertain ? record.published : ""],
    ["T2", record.source],
    ["M3", record.kind],
    ["LA", record.language],
    ["DO", record.doi],
    ["UR", record.url],
    ["L2", record.address],
    ["DB", record.archive],
  ];
  const lines = fields.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${oneLine(value)}`);
  return `${[...lines, "ER  - "].join("\r\n")}\r\n\r\n`;
}

function slashed(date) {
  const { year, month, day } = dateOf(date);
  return year && `${year}/${month}/${day}/`;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const ALONE = { "{": "\\{\\vphantom{\\}}", "}": "\\vphantom{\\{}\\}" }; // since BibTeX counts braces, whatever stands before them
const BIBTEX_SIGNS = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };

function bibtex(record) {
  const { year, month, day } = dateOf(record.published);
  const fields = [
    ["title", `{${escaped(record.title)}}`], // whose capitals are to be kept
    ["author", names(record.authors)],
    ["editor", names(record.editors)],
    ["year", year],
    ["date", record.uncertain ? "" : [year, month, day].filter(Boolean).join("-")],
    ["howpublished", escaped(record.source)],
    ["type", escaped(record.kind)],
    ["langid", escaped(record.language)],
    ["doi", escaped(record.doi)],
    ["url", record.url || record.address],
    ["urldate", record.captured],
    ["note", [record.uncertain && escaped(record.published), escaped(record.archive), record.address].filter(Boolean).join("; ")],
  ];
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}},`);
  if (month) lines.push(`  month = ${MONTHS[month - 1]},`);
  return `@misc{${record.key},\n${lines.join("\n")}\n}\n\n`;
}

function names(several) {
  return several.map((name) => `{${escaped(name)}}`).join(" and ");
}

// Year, month and day of a date, as far as it begins with them; what else it says stands in a note.
function dateOf(published) {
  const [, year = "", month = "", day = ""] = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?(?!\d|X)/.exec(published) ?? [];
  return { year, month, day };
}

function escaped(text) {
  const line = oneLine(text);
  const alone = bracesAlone(line);
  const written = (sign, at) => (alone.has(at) ? ALONE[sign] : BIBTEX_SIGNS[sign] ?? `\\${sign}`);
  return line.replaceAll(/[\\~^{}&%$#_]/g, written);
}

// Where the braces of a text stand that nothing opens or closes.
function bracesAlone(text) {
  const opened = [];
  const closing = [];
  for (const { 0: sign, index } of text.matchAll(/[{}]/g)) {
    if (sign === "{") opened.push(index);
    else if (opened.length) opened.pop();
    else closing.push(index);
  }
  return new Set([...opened, ...closing]);
}

function oneLine(text) {
  return text.replaceAll(/\s+/g, " ").trim();
}
