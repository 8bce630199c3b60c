import { describe, expect, test } from '@jest/globals';
import { degradedSinceMs } from '../../../src/domain/boards/degraded.ts';
import { EMPTY_MINUTE, MINUTE_MS } from '../../../src/domain/boards/minute.ts';

const well = (minute: number) => [minute, EMPTY_MINUTE] as const;
const ill = (minute: number) => [minute, { ...EMPTY_MINUTE, degraded: 3 }] as const;

describe('since when scoring has been degraded', () => {
  test.each([
    ['nothing was decided', [], undefined],
    ['all is well', [well(1), well(2)], undefined],
    ['it began in the third minute', [well(1), well(2), ill(3), ill(4)], 3],
    ['minutes without payments lie between', [well(1), ill(3), ill(90)], 3],
    ['it recovered in between', [ill(1), well(2), ill(3)], 3],
    ['it has recovered', [ill(1), well(2)], undefined],
    ['minutes come in no order', [ill(4), well(2), ill(3)], 3],
    ['one shard was well in the same minute', [well(1), ill(2), well(2)], 2],
  ])('%s', (_name, minutes, since) => {
    expect(degradedSinceMs(minutes)).toBe(since && since * MINUTE_MS);
  });

  test('goes on from what earlier minutes told', () => {
    expect(degradedSinceMs([ill(10)], 7)).toBe(7);
    expect(degradedSinceMs([], 7)).toBe(7);
    expect(degradedSinceMs([well(10), ill(11)], 7)).toBe(11 * MINUTE_MS);
  });
});
