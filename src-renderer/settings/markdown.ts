/** What a model card needs of Markdown: enough to be read well, nothing that could run. Rendered as elements, never as HTML. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: readonly Span[] }
  | { readonly kind: 'paragraph'; readonly text: readonly Span[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Span[])[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly (readonly Span[])[])[] }
  | { readonly kind: 'code'; readonly text: string };
export interface Span {
  readonly kind: 'text' | 'strong' | 'code';
  readonly text: string;
}

/** `**strong**`, `` `code` ``, and a link as its text and its address. */
export function spansOf(line: string): readonly Span[] {
  const spans: Span[] = [];
  const plain = line.replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, (_, text: string, address: string) =>
    text === address ? text : `${text} (${address})`,
  );
  for (const part of plain.split(/(\*\*[^*]+\*\*|`[^`]+`)/)) {
    if (part.startsWith('**') && part.length > 4) spans.push({ kind: 'strong', text: part.slice(2, -2) });
    else if (part.startsWith('`') && part.length > 2) spans.push({ kind: 'code', text: part.slice(1, -1) });
    else if (part) spans.push({ kind: 'text', text: part });
  }
  return spans;
}

export function blocksOf(markdown: string): readonly Block[] {
  const lines = markdown.replace(/\r\n?/g, '\n').split('\n');
  const blocks: Block[] = [];
  /** Takes lines as long as they belong to the block, and moves on. */
  const takeWhile = (belongs: (line: string) => boolean): string[] => {
    const taken: string[] = [];
    while (at < lines.length && belongs(lines[at]!)) taken.push(lines[at++]!);
    return taken;
  };
  let at = 0;
  while (at < lines.length) {
    const line = lines[at]!;
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    if (line.trim() === '') at += 1;
    else if (heading) {
      blocks.push({ kind: 'heading', level: heading[1]!.length, text: spansOf(heading[2]!) });
      at += 1;
    } else if (line.startsWith('```')) {
      at += 1;
      blocks.push({ kind: 'code', text: takeWhile((next) => !next.startsWith('```')).join('\n') });
      at += 1;
    } else if (isIndented(line)) {
      const code = takeWhile((next) => isIndented(next) || next.trim() === '');
      blocks.push({
        kind: 'code',
        text: code
          .map((one) => one.slice(4))
          .join('\n')
          .trimEnd(),
      });
    } else if (isItem(line)) {
      const items: string[] = [];
      for (const next of takeWhile((item) => isItem(item) || /^\s{2,}\S/.test(item))) {
        if (isItem(next)) items.push(next.replace(/^\s*([-*+]|\d+\.)\s+/, ''));
        else items.push(`${items.pop()!} ${next.trim()}`);
      }
      blocks.push({ kind: 'list', items: items.map(spansOf) });
    } else if (line.startsWith('|')) {
      const rows = takeWhile((next) => next.startsWith('|')).filter((row) => !/^[|\s:-]+$/.test(row));
      const cells = (row: string) =>
        row
          .replace(/^\||\|\s*$/g, '')
          .split('|')
          .map((cell) => spansOf(cell.trim()));
      blocks.push({ kind: 'table', rows: rows.map(cells) });
    } else {
      const first = lines[at++]!;
      const more = takeWhile((next) => next.trim() !== '' && !/^(#{1,6}\s|```|\|)/.test(next) && !isItem(next));
      blocks.push({ kind: 'paragraph', text: spansOf([first, ...more].join(' ')) });
    }
  }
  return blocks;
}

const isIndented = (line: string): boolean => /^ {4}\s*\S/.test(line);
const isItem = (line: string): boolean => /^\s*([-*+]|\d+\.)\s+\S/.test(line);
