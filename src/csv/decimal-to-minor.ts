/** More decimals or a larger exponent than any amount has; keeps a hostile number from becoming a huge one. */
const MOST_DIGITS = 40;
const POWERS = Array.from({ length: 16 }, (_, power) => 10 ** power);

/**
 * A decimal text as minor units, without a detour through binary fractions: `181.00` with 2 digits is 18100, so is `1.81e2`.
 * What is finer than a minor unit is rounded half away from zero, since tools write 146.00000000000003.
 * Undefined when the text is no decimal number.
 */
export const decimalToMinor = (text: string, digits: number): number | undefined =>
  shortDecimal(text, digits) ?? anyDecimal(text, digits);

/** The common case, up to 13 characters: every step is an exact integer below 2^53. */
const shortDecimal = (text: string, digits: number): number | undefined => {
  if (text.length === 0 || text.length > 13) return undefined;
  let whole = 0;
  let point = -1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) whole = whole * 10 + code - 48;
    else if (code === 46 && point < 0 && at > 0) point = at;
    else return undefined;
  }
  const decimals = point < 0 ? 0 : text.length - point - 1;
  return decimals <= digits ? whole * power(digits - decimals) : roundedQuotient(whole, power(decimals - digits));
};

const power = (exponent: number): number => POWERS[exponent] ?? 10 ** exponent;

const roundedQuotient = (whole: number, divisor: number): number => {
  const rest = whole % divisor;
  return (whole - rest) / divisor + (rest * 2 >= divisor ? 1 : 0);
};

const anyDecimal = (text: string, digits: number): number | undefined => {
  const [, sign, whole, fraction = '', exponentText = '0'] =
    /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text) ?? [];
  if (sign === undefined || whole === undefined || text.length > MOST_DIGITS) return undefined;
  const shift = Number(exponentText) - fraction.length + digits;
  if (Math.abs(shift) > MOST_DIGITS) return undefined;
  const size = Number(shifted(BigInt(whole + fraction), shift));
  return sign === '-' && size > 0 ? -size : size;
};

const shifted = (whole: bigint, shift: number): bigint => {
  if (shift >= 0) return whole * 10n ** BigInt(shift);
  const divisor = 10n ** BigInt(-shift);
  const rest = whole % divisor;
  return whole / divisor + (rest * 2n >= divisor ? 1n : 0n);
};
