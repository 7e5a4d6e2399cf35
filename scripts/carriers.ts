// How tools hand texts over: each entry puts a text where it would stand in a result.
import type { Surroundings } from './surroundings.ts';

export type Carrier = (text: string, around: Surroundings) => string;

/** By name, in the order of the table in EVALUATION.md. */
export const CARRIERS: Readonly<Record<string, Carrier>> = {
  'between paragraphs': (text, around) => [around.lines(3).join(' '), text, around.lines(3).join(' ')].join('\n\n'),
  'between lines': (text, around) => amid(text, around).join('\n'),
  'wrapped at 72 columns': lined((line) => line),
  'wrapped, CRLF': (text, around) => wrappedAmid(text, around).join('\r\n'),
  'wrapped, words broken by hyphens': (text, around) =>
    [...around.lines(2), hyphened(text), ...around.lines(2)].join('\n'),
  'wrapped, both margins even': lined(justified),
  'indented by four': lined((line) => `    ${line}`),
  'in the middle of 2 KB': buried(2_000),
  'in the middle of 20 KB': buried(20_000),
  'in the middle of 100 KB': buried(100_000),
  'at the end of 20 KB': (text, around) => `${around.text(20_000)}${text}`,

  'a list of markdown': (text, around) =>
    [...around.lines(2), '', '- Opening hours', `- ${text}`, '- Parking', '', ...around.lines(2)].join('\n'),
  'a numbered list': (text, around) => `${around.lines(1)[0]}\n\n1. Arrive\n2. ${text}\n3. Leave\n`,
  'a quotation of markdown': lined((line) => `> ${line}`),
  'a code block of markdown': (text, around) =>
    [...around.lines(3), '', '```text', ...wrapped(text, 80), '```', '', ...around.lines(3)].join('\n'),
  'a table of markdown': (text) =>
    `| id | note |\n| --- | --- |\n| 1 | arrived |\n| 2 | ${oneLine(text).replaceAll('|', '\\|')} |\n| 3 | paid |`,
  'emphasis of markdown': (text, around) =>
    `${around.lines(2).join('\n')}\n\n**${oneLine(text)}**\n\n${around.lines(2).join('\n')}`,
  'the title of an image': (text, around) =>
    `${around.lines(2).join('\n')}\n\n![${oneLine(text).replaceAll(/[[\]]/g, '')}](img/plan.png)\n`,
  'a page of HTML': (text, around) =>
    `<!doctype html>\n<html><head><title>Guide</title></head><body>\n${around
      .lines(3)
      .map((line) => `<p>${marked(line)}</p>`)
      .join('\n')}\n<p>${marked(text)}</p>\n<footer>Last changed in May</footer></body></html>`,
  'HTML with tags between words': (text, around) =>
    `<div class="post"><p>${marked(around.lines(1)[0] ?? '')}</p><p>${marked(text).replaceAll(/(\S+ \S+) (\S+)/g, '$1 <b>$2</b>')}</p></div>`,
  'HTML with line breaks': (text, around) =>
    `<td>${[...around.lines(2), ...wrapped(text, 60)].map(marked).join('<br>\n')}</td>`,
  'an attribute of HTML': (text) =>
    `<article><h2>Harbour</h2><img src="a.png" alt="${marked(text).replaceAll('"', '&quot;')}"><p>Open all year.</p></article>`,
  'a comment of HTML': (text, around) => [...around.lines(3), `<!-- ${text} -->`, ...around.lines(3)].join('\n'),
  'an element of XML': (text) =>
    `<?xml version="1.0"?>\n<orders>\n  <order id="1"><note>paid</note></order>\n  <order id="2"><note>${marked(text)}</note></order>\n</orders>`,
  'CDATA of XML': (text) =>
    `<rss><channel><item><title>News</title><description><![CDATA[<p>${text}</p>]]></description></item></channel></rss>`,
  'documents in tags': (text, around) =>
    `<documents>\n<document index="1">\n<source>a.md</source>\n<contents>\n${wrappedAmid(text, around).join('\n')}\n</contents>\n</document>\n</documents>`,
  reStructuredText: (text, around) =>
    `Guide\n=====\n\n${around.lines(2).join('\n')}\n\n.. note::\n\n${wrapped(text, 72)
      .map((line) => `   ${line}`)
      .join('\n')}\n\n${around.lines(2).join('\n')}`,

  'a field of JSON': (text, around) =>
    JSON.stringify({ path: 'docs/a.md', size: 1234, content: wrappedAmid(text, around).join('\n') }),
  'rows of JSON, indented': (text) =>
    JSON.stringify(
      {
        total: 3,
        rows: [
          { id: 1, body: 'arrived' },
          { id: 2, body: text },
          { id: 3, body: 'paid' },
        ],
      },
      null,
      2,
    ),
  'JSON in JSON': (text, around) =>
    JSON.stringify({ result: JSON.stringify({ content: wrappedAmid(text, around).join('\n') }) }),
  'JSON by lines': (text) =>
    ['arrived', text, 'paid'].map((body, id) => JSON.stringify({ id, at: '2026-03-04T10:22:11Z', body })).join('\n'),
  'JSON with \\u escapes': (text) =>
    JSON.stringify({ id: 7, body: text }).replaceAll(
      /[^ -~]|[<>&']/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  'a notebook': (text, around) =>
    JSON.stringify(
      {
        cells: [{ cell_type: 'markdown', metadata: {}, source: wrappedAmid(text, around).map((line) => `${line}\n`) }],
      },
      null,
      1,
    ),
  'rows as Python prints them': (text) =>
    `[{'id': 1, 'body': 'arrived'}, {'id': 2, 'body': ${pythonString(text)}}, {'id': 3, 'body': 'paid'}]`,
  'a block of YAML': (text, around) =>
    `title: Guide\nnotes: |\n${wrappedAmid(text, around)
      .map((line) => `  ${line}`)
      .join('\n')}\nversion: 2`,
  'a folded text of YAML': (text) =>
    `- id: 1\n  body: arrived\n- id: 2\n  body: >-\n${wrapped(text, 72)
      .map((line) => `    ${line}`)
      .join('\n')}\n- id: 3\n  body: paid`,
  'a string of YAML': (text) => `name: guide\ndescription: ${JSON.stringify(oneLine(text))}\nversion: 2`,
  TOML: (text) => `[package]\nname = "guide"\nversion = "1.2.0"\ndescription = ${JSON.stringify(oneLine(text))}\n`,
  CSV: (text) =>
    `id,author,comment\n1,ann,"works well"\n2,bob,"${text.replaceAll('"', '""')}"\n3,eve,"thanks, all good"`,
  TSV: (text) => `id\tbody\n1\tarrived\n2\t${oneLine(text)}\n3\tpaid`,
  'a table of psql': (text) => psqlTable(oneLine(text)),
  'a table drawn with lines': (text) => boxTable(wrapped(text, 60)),
  'INSERT of SQL': (text) =>
    `INSERT INTO notes (id, body) VALUES (1, 'arrived');\nINSERT INTO notes (id, body) VALUES (2, '${text.replaceAll("'", "''")}');`,

  'cat -n': lined((line, at) => `${String(at + 1).padStart(6)}\t${line}`),
  'lines with 12→': lined((line, at) => `${String(at + 1).padStart(5)}→${line}`),
  'lines with 12 and a bar': lined((line, at) => `${String(at + 1).padStart(4)} | ${line}`),
  'lines with 12:': lined((line, at) => `${at + 1}: ${line}`),
  'grep -n': lined((line, at) => `docs/guide.md:${at + 12}:${line}`),
  'grep -n, whole paragraphs': (text, around) =>
    amid(oneLine(text), around)
      .map((line, at) => `docs/guide.md:${at + 12}:${line}`)
      .join('\n'),
  'grep -C': lined((line, at) => `docs/guide.md${at === 7 ? ':' : '-'}${at + 12}${at === 7 ? ':' : '-'}${line}`),
  'a diff, added': (text, around) =>
    `diff --git a/a.md b/a.md\n--- a/a.md\n+++ b/a.md\n@@ -1,4 +1,12 @@\n ${around.lines(1)[0]}\n${wrapped(text, 80)
      .map((line) => `+${line}`)
      .join('\n')}\n ${around.lines(1)[0]}`,
  'git log': (text) =>
    `commit 3f9a1c2b7d\nAuthor: Ann <ann@shop.test>\nDate:   Tue Mar 3 10:00:00 2026 +0100\n\n    Mend the build\n\n${wrapped(
      text,
      72,
    )
      .map((line) => `    ${line}`)
      .join(
        '\n',
      )}\n\ncommit 77aa00bb12\nAuthor: Bob <bob@shop.test>\nDate:   Mon Mar 2 18:10:00 2026 +0100\n\n    Raise the version`,
  'git blame': lined(
    (line, at) => `3f9a1c2b (Ann Smith 2026-03-04 10:22:11 +0100 ${String(at + 1).padStart(3)}) ${line}`,
  ),
  'lines of a log': (text, around) =>
    amid(oneLine(text), around)
      .map((line, at) => `2026-03-04T10:22:${10 + (at % 50)}Z INFO [worker-3] ${line}`)
      .join('\n'),
  'lines of a log, wrapped': lined((line, at) => `2026-03-04 10:22:${10 + (at % 50)},214 INFO app.sync: ${line}`),
  'lines of containers': lined((line) => `web-1  | ${line}`),
  'a chat': (text, around) =>
    amid(oneLine(text), around)
      .map((line, at) => `[10:${20 + (at % 30)}] ${['ann', 'bob', 'eve'][at % 3]}: ${line}`)
      .join('\n'),
  subtitles: (text, around) =>
    [...around.lines(2), ...wrapped(text, 42)]
      .flatMap((line, at) => [`${at + 1}`, `00:01:${10 + (at % 40)},000 --> 00:01:${12 + (at % 40)},500`, line, ''])
      .join('\n'),
  'an error with its trace': (text) =>
    `Error: ${text}\n    at read (/srv/app/dist/reader.js:41:11)\n    at async main (/srv/app/dist/main.js:9:3)`,

  'comments with #': lined((line) => `# ${line}`),
  'comments with //': lined((line) => `// ${line}`),
  'comments with --': lined((line) => `-- ${line}`),
  'a block comment': (text, around) =>
    `/**\n${[...around.lines(1), '', ...wrapped(text, 80)].map((line) => ` * ${line}`).join('\n')}\n */\nexport function total(rows) {\n  return rows.length;\n}`,
  'a docstring': (text) =>
    `def total(rows):\n    """Count the rows.\n\n${wrapped(text, 72)
      .map((line) => `    ${line}`)
      .join('\n')}\n    """\n    return len(rows)`,
  'a comment at the end of a line': (text) => `const limit = 20; // ${oneLine(text)}\nconst step = 5;`,
  'strings joined by +': (text) =>
    `const text =\n${wrapped(text, 60)
      .map((line) => `  ${JSON.stringify(`${line} `)}`)
      .join(' +\n')};\nexport { text };`,
  'strings side by side': (text) =>
    `TEXT = (\n${wrapped(text, 60)
      .map((line) => `    ${JSON.stringify(`${line} `)}`)
      .join('\n')}\n)\n`,
  'a template string': (text) => `export const help = \`${text.replaceAll('`', "'")}\`;\n`,
  'echo of a shell script': (text) =>
    `#!/bin/sh\nset -e\n${wrapped(text, 70)
      .map((line) => `echo ${JSON.stringify(line)}`)
      .join('\n')}\nexit 0`,

  'a mail': (text) =>
    `From: ann@shop.test\nTo: bob@shop.test\nSubject: your order\nDate: Tue, 3 Mar 2026 10:00:00 +0100\n\nHi Bob,\n\n${wrapped(text, 72).join('\n')}\n\nBest,\nAnn`,
  'a mail that is answered': (text) =>
    `From: bob@shop.test\nTo: ann@shop.test\nSubject: Re: your order\n\nThanks, that helps.\n\nOn Tue, 3 Mar 2026, Ann wrote:\n> Hi Bob,\n>\n${wrapped(
      text,
      70,
    )
      .map((line) => `> ${line}`)
      .join('\n')}\n>\n> Ann\n`,
  'a mail, quoted-printable': (text) =>
    `From: ann@shop.test\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n${quotedPrintable(text)}\n`,
  'a mail, base64': (text) =>
    `From: ann@shop.test\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${(
      Buffer.from(text)
        .toString('base64')
        .match(/.{1,76}/g) ?? []
    ).join('\n')}\n`,
  'a terminal, one colour': lined((line) => `\u001B[32m${line}\u001B[0m`),
  'a terminal, words in colours': (text, around) =>
    [
      ...around.lines(2),
      ...wrapped(text, 72).map((line) => line.replaceAll(/(\S+) (\S+)/g, '\u001B[1;33m$1\u001B[0m $2')),
      ...around.lines(2),
    ].join('\n'),
  'a terminal, words overstruck': (text, around) =>
    [
      ...around.lines(2),
      ...wrapped(text, 72).map((line) =>
        line.replaceAll(/\b[A-Za-z]{7,}/g, (word) => [...word].map((char) => `${char}\b${char}`).join('')),
      ),
      ...around.lines(2),
    ].join('\n'),
  'a snapshot of a page': (text, around) =>
    `- document [ref=e1]:\n  - heading "Guide" [level=1] [ref=e2]\n  - paragraph [ref=e3]: ${around.lines(1)[0]}\n  - paragraph [ref=e4]: ${yamlScalar(oneLine(text))}\n  - link "Home" [ref=e5] [cursor=pointer]:\n    - /url: /`,
  'a tree of a page': (text, around) =>
    `uid=1_0 RootWebArea "Guide"\n  uid=1_1 heading "Guide" level="1"\n  uid=1_2 StaticText "${around.lines(1)[0]}"\n  uid=1_3 StaticText "${oneLine(text)}"\n  uid=1_4 link "Home" url="http://localhost/"`,
};

/** Those of many thousand characters. */
export const LONG: ReadonlySet<string> = new Set([
  'in the middle of 20 KB',
  'in the middle of 100 KB',
  'at the end of 20 KB',
]);

/** Every line of a wrapped text and of the lines around it, written as `line` says. */
function lined(write: (line: string, at: number) => string, columns = 72): Carrier {
  return (text, around) => wrappedAmid(text, around, columns).map(write).join('\n');
}

function buried(characters: number): Carrier {
  return (text, around) => `${around.text(characters / 2)}${text}\n\n${around.text(characters / 2)}`;
}

function amid(text: string, around: Surroundings): string[] {
  return [...around.lines(4), text, ...around.lines(4)];
}

function wrappedAmid(text: string, around: Surroundings, columns = 72): string[] {
  return [...around.lines(5), ...wrapped(text, columns), ...around.lines(5)];
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** Its lines, those broken at blanks that are longer. */
function wrapped(text: string, columns: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.split(/ +/)) {
      if (line !== '' && line.length + word.length >= columns) {
        lines.push(line);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    return [...lines, line];
  });
}

/** As pages of print are read out: a long word at a line's end is broken. */
function hyphened(text: string): string {
  return wrapped(text, 66)
    .join('\n')
    .replaceAll(/ ([a-z]{3})([a-z]{5,12})\n/g, ' $1-\n$2 ');
}

function justified(line: string): string {
  if (line.length < 50) return line;
  let missing = 72 - line.length;
  return line.replaceAll(/(?<=\S) (?=\S)/g, () => (missing-- > 0 ? '  ' : ' '));
}

function marked(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function pythonString(text: string): string {
  const inner = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
  return text.includes("'") && !text.includes('"') ? `"${inner}"` : `'${inner.replaceAll("'", "\\'")}'`;
}

function yamlScalar(text: string): string {
  return /[:#"'{}[\]]/.test(text) ? JSON.stringify(text) : text;
}

function psqlTable(cell: string): string {
  const width = Math.max(7, cell.length);
  const row = (id: string, body: string) => ` ${id.padStart(2)} | ${body.padEnd(width)}`;
  return [
    row('id', 'body'),
    `----+-${'-'.repeat(width)}`,
    row('1', 'arrived'),
    row('2', cell),
    row('3', 'paid'),
    '(3 rows)',
  ].join('\n');
}

function boxTable(lines: readonly string[]): string {
  const width = Math.max(7, ...lines.map((line) => line.length));
  const row = (id: string, body: string) => `│ ${id.padEnd(2)} │ ${body.padEnd(width)} │`;
  const edge = (left: string, middle: string, right: string) => `${left}────${middle}${'─'.repeat(width + 2)}${right}`;
  return [
    edge('┌', '┬', '┐'),
    row('id', 'body'),
    edge('├', '┼', '┤'),
    ...lines.map((line, at) => row(at === 0 ? '2' : '', line)),
    edge('└', '┴', '┘'),
  ].join('\n');
}

/** Lines of at most 76 characters that end with `=`, all but printable ASCII as `=C3`. */
function quotedPrintable(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const units = [...new TextEncoder().encode(line)].map((byte) =>
        byte === 61 || byte < 32 || byte > 126
          ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
          : String.fromCharCode(byte),
      );
      let column = 0;
      return units
        .map((unit) => {
          const softly = column + unit.length > 75;
          column = softly ? unit.length : column + unit.length;
          return softly ? `=\n${unit}` : unit;
        })
        .join('');
    })
    .join('\n');
}
