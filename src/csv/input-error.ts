export type InputErrorCode =
  | 'file_unreadable'
  | 'file_empty'
  | 'gzip_damaged'
  | 'header_missing'
  | 'column_missing'
  | 'column_twice'
  | 'mapping_invalid';

/** An input that cannot be read on: `place` is the file, with the line where one is known. */
export type InputError = Error & { readonly code: InputErrorCode; readonly place: string };

export const inputError = (code: InputErrorCode, place: string, detail: string): InputError =>
  Object.assign(new Error(`${place}: ${detail}`), { name: 'InputError', code, place });
