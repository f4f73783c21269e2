import { strToU8, zipSync } from 'fflate';
import type { UserIdentity } from '../../api/contract.gen.js';
import { columns } from './columns.js';
import { columnNames, type ColumnName } from '../base/list-view-state.js';

/**
 * A spreadsheet file in which every cell is text. With CSV, a spreadsheet guesses: phone numbers and keys become
 * numbers, dates or formulas, and the separator depends on the language.
 */
export function toWorkbook(
  people: readonly UserIdentity[],
  headings: Readonly<Record<ColumnName, string>>,
): Blob {
  const rows = [
    [...columnNames.map((name) => headings[name]), 'user_identity_id'],
    ...people.map((person) => [...columnNames.map((name) => columns[name](person)), person.user_identity_id]),
  ];
  const files = { ...frame, 'xl/worksheets/sheet1.xml': sheet(rows) };
  const zip = zipSync(
    Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(`${head}${xml}`)])),
  );
  return new Blob([zip as Uint8Array<ArrayBuffer>], {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  });
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
const documents = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The files that Office Open XML (ECMA-376) requires around one sheet. */
const frame = {
  '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${sheetType}.worksheet+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${relationships}"><Relationship Id="rId1" Type="${documents}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${documents}"><sheets><sheet name="user_identities" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${relationships}"><Relationship Id="rId1" Type="${documents}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
};

const sheet = (rows: readonly (readonly (string | null)[])[]) =>
  `<worksheet xmlns="${main}"><sheetData>${rows
    .map((cells) => `<row>${cells.map(cell).join('')}</row>`)
    .join('')}</sheetData></worksheet>`;

const cell = (text: string | null) =>
  text ? `<c t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>` : '<c/>';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that XML cannot contain are escaped as Office Open XML defines: `_x000D_`. */
const escaped = (text: string) =>
  text
    .replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_')
    // eslint-disable-next-line no-control-regex -- XML cannot contain exactly these
    .replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, (character) => {
      return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
    })
    .replace(/[&<>"]/g, (character) => entities[character]!);
