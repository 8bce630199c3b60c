/**
 * True for what looks like a primary account number: 13 to 19 digits, spaces and hyphens aside, with a valid Luhn check digit
 * (ISO/IEC 7812-1, annex B). A payment carries a token or a hash of the card, never the number.
 */
export const isCardNumber = (text: string): boolean => {
  const digits = text.replace(/[ -]/g, '');
  return /^\d{13,19}$/.test(digits) && luhnSum(digits) % 10 === 0;
};

const luhnSum = (digits: string): number => {
  let sum = 0;
  for (let fromRight = 0; fromRight < digits.length; fromRight += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - fromRight) - 48;
    const doubled = fromRight % 2 === 0 ? digit : digit * 2;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum;
};
