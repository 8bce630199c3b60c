/** Past it nothing more is told: a first large payment after small change would else outweigh all others. */
const MOST = 1000;

/** A value over what it is held against, 1000 at most; NaN where that is nothing. */
export const ratioOf = (value: number, against: number): number =>
  against === 0 ? Number.NaN : Math.min(MOST, value / against);
