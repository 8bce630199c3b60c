import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';

/** Where and why a text is not JSON: `line 3, column 14: ValueExpected`. Never quotes the text, which may hold what must not be echoed. */
export const describeJsonError = (text: string): string => {
  const error = firstError(text);
  if (error === undefined) return 'malformed JSON';
  const before = text.slice(0, error.offset);
  const line = before.split('\n').length;
  const column = error.offset - before.lastIndexOf('\n');
  return `malformed JSON at line ${line}, column ${column}: ${wordsOf(printParseErrorCode(error.error))}`;
};

const firstError = (text: string): ParseError | undefined => {
  const errors: ParseError[] = [];
  try {
    parse(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  } catch (error) {
    // The parser recurses; what is nested beyond its stack is told without a place rather than not told.
    if (!(error instanceof RangeError)) throw error;
  }
  return errors[0];
};

const wordsOf = (code: string): string =>
  code.replace(/(?<=[a-z])[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`).toLowerCase();
