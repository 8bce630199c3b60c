import { describe, expect, test } from '@jest/globals';
import { hashOf, routeOf } from '../../../web/src/detail/route.ts';

describe('the address of a detail', () => {
  test.each(['p-1', 'a/b c', '100 %', 'ä#?'])('finds the payment %s again', (id) => {
    expect(routeOf(hashOf({ kind: 'payments', id }))).toEqual({ kind: 'payments', id });
  });

  test.each(['', '#log', '#/payments/', '#/rules/r-1', '#/accounts/%E0%A4%A'])('leaves %p alone', (hash) => {
    expect(routeOf(hash)).toBeUndefined();
  });
});
