/** The shortest decimal that is the same 32-bit float: 0.1 rather than 0.10000000149011612. Nine digits always suffice (IEEE 754). */
export const shortestDecimal = (float32: number): number => {
  for (let digits = 6; digits < 9; digits += 1) {
    const decimal = Number(float32.toPrecision(digits));
    if (Math.fround(decimal) === float32) return decimal;
  }
  return Number(float32.toPrecision(9));
};
