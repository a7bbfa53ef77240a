import { strToU8, zipSync } from 'fflate';

/** A cell: text, or a day as Excel keeps it (a number with a date format). */
export type BookCell = string | { serial: number };

function letter(column: number): string {
  return String.fromCharCode(65 + column);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function sheetXml(rows: readonly (readonly BookCell[])[]): string {
  const cells = (row: readonly BookCell[], at: number) =>
    row
      .map((cell, column) =>
        typeof cell === 'string'
          ? cell === ''
            ? ''
            : `<c r="${letter(column)}${at + 1}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`
          : `<c r="${letter(column)}${at + 1}" s="1"><v>${cell.serial}</v></c>`,
      )
      .join('');
  return `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows
    .map((row, at) => (row.every((cell) => cell === '') ? '' : `<row r="${at + 1}">${cells(row, at)}</row>`))
    .join('')}</sheetData></worksheet>`;
}

/** A small Excel file made by hand, with other parts beside what every such file has. */
export function smallWorkbook(sheets: Record<string, readonly (readonly BookCell[])[]>, more: Record<string, Uint8Array> = {}): Uint8Array<ArrayBuffer> {
  const names = Object.keys(sheets);
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const files: Record<string, Uint8Array> = {
    '[Content_Types].xml': strToU8('<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    'xl/workbook.xml': strToU8(
      `<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="${office}"><sheets>${names.map((name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names
        .map((_, at) => `<Relationship Id="rId${at + 1}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`)
        .join('')}<Relationship Id="rId99" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    ),
    'xl/styles.xml': strToU8(
      `<?xml version="1.0"?><styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ),
    ...more,
  };
  for (const [at, name] of names.entries()) files[`xl/worksheets/sheet${at + 1}.xml`] = strToU8(sheetXml(sheets[name] ?? []));
  return new Uint8Array(zipSync(files, { level: 1 }));
}
