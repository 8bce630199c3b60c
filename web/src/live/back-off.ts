const FIRST_MS = 1_000;
const MOST_MS = 15_000;

/** How long to wait before the next try after so many failures in a row, milliseconds: 1, 2, 4, 8, 15, 15 s. */
export const backOffMs = (failures: number): number => Math.min(MOST_MS, FIRST_MS * 2 ** (failures - 1));
