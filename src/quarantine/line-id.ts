/** The id under which a line of a CSV file is quarantined; lines of a file are in their order. */
export const lineIdOf = (fileDigest: string, line: number): string =>
  `csv-${fileDigest}:${String(line).padStart(12, '0')}`;

/** Whether what is quarantined is a line of a CSV file: the text of one is no record of the stream. */
export const isLineId = (id: string): boolean => /^csv-[0-9a-f]+:\d{12}$/.test(id);
