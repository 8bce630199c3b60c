import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isCardNumber } from '../../../src/domain/payment/card-number.ts';

describe('a card number', () => {
  test.each([
    ['4111111111111111', true],
    ['5500005555555559', true],
    ['378282246310005', true],
    ['4222222222222', true],
    ['6304000000000000000', true],
    ['4111-1111 1111-1111', true],
    ['4111111111111112', false],
    ['79927398713', false],
    ['411111111111', false],
    ['63040000000000000003', false],
    ['4111111111111111x', false],
    ['٤١١١١١١١١١١١١١١١', false],
    ['', false],
  ])('is 13 to 19 digits with a valid check digit: %s is one, %s', (text, is) => {
    expect(isCardNumber(text)).toBe(is);
  });

  test('has exactly one valid check digit', () => {
    const digits = fc.array(fc.nat({ max: 9 }), { minLength: 12, maxLength: 18 }).map((each) => each.join(''));
    fc.assert(
      fc.property(digits, (body) => {
        const valid = Array.from({ length: 10 }, (_, digit) => `${body}${digit}`).filter(isCardNumber);
        expect(valid).toHaveLength(1);
      }),
    );
  });

  test('is none any more when one digit is wrong', () => {
    fc.assert(
      fc.property(fc.nat({ max: 15 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const digits = [...'4111111111111111'].map(Number);
        const wrong = digits.with(at, (digits[at] + by) % 10).join('');
        expect(isCardNumber(wrong)).toBe(false);
      }),
    );
  });
});
