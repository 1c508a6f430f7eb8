/** Wider cells are not padded to: one long question would make every line as long. */
const MAX_PADDED_WIDTH = 40;

/** A Markdown table that is also readable as plain text. Columns are to the left, those from `rightFrom` on to the right. */
export function renderMarkdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  rightFrom = 1,
): string {
  const cells = [head, ...rows].map((row) => row.map(escapeCell));
  const widths = head.map((_, column) =>
    Math.min(MAX_PADDED_WIDTH, Math.max(3, ...cells.map((row) => (row[column] ?? '').length))),
  );
  const renderRow = (row: readonly string[]): string => {
    const padded = widths.map((width, column) => {
      const cell = row[column] ?? '';
      return column < rightFrom ? cell.padEnd(width) : cell.padStart(width);
    });
    return `| ${padded.join(' | ')} |`;
  };
  const rule = widths.map((width, column) =>
    column < rightFrom ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [renderRow(cells[0] ?? []), renderRow(rule), ...cells.slice(1).map(renderRow)].join('\n');
}

/** Text of people and of articles stands in cells: a bar or a line break would break the table. */
function escapeCell(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replaceAll('|', '\\|');
}
