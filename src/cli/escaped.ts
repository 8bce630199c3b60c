/** A text of others as a terminal may show it: what would move its cursor, hide, or turn the order of what is read stands by its code, as `\u{1b}`. */
export const escaped = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (hidden) => `\\u{${hidden.codePointAt(0)?.toString(16)}}`);
