/** An id as a person may trust it: what would hide, or turn the order of what is read, is told by its code, as `\u{202e}`. */
export const asId = (id: string): string =>
  id.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (hidden) => `\\u{${hidden.codePointAt(0)?.toString(16)}}`);
