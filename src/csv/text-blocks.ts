import { StringDecoder } from 'node:string_decoder';

/** A longer line is no payment; without a bound, a file without line ends would fill the memory. */
const MOST_LINE_CHARS = 65_536;

/** Whole lines, line ends between them only; or the start of one line that was too long and has been passed over. */
export type TextBlock = { readonly kind: 'lines' | 'too-long'; readonly text: string };

/** Cuts a stream of bytes (UTF-8, with or without a byte order mark) at line ends, LF or CRLF. */
export async function* textBlocks(chunks: AsyncIterable<Buffer>): AsyncGenerator<TextBlock> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let passingOver = false;
  let first = true;
  for await (const chunk of chunks) {
    let text = decoder.write(chunk);
    if (first && text !== '') {
      text = text.replace(/^\uFEFF/, '');
      first = false;
    }
    if (passingOver) {
      const end = text.indexOf('\n');
      if (end < 0) continue;
      text = text.slice(end + 1);
      passingOver = false;
    }
    const end = text.lastIndexOf('\n');
    if (end >= 0) yield { kind: 'lines', text: unixLines(rest + text.slice(0, end)) };
    rest = end < 0 ? rest + text : text.slice(end + 1);
    if (rest.length > MOST_LINE_CHARS) {
      yield { kind: 'too-long', text: rest };
      rest = '';
      passingOver = true;
    }
  }
  rest += decoder.end();
  if (rest !== '') yield { kind: 'lines', text: unixLines(rest) };
}

const unixLines = (text: string): string => (text.includes('\r') ? text.replace(/\r(?=\n|$)/g, '') : text);
