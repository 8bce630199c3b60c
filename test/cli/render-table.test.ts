import { expect, test } from '@jest/globals';
import { renderTable } from '../../src/cli/render-table.ts';

test('numbers stand to the right, texts to the left, and nothing stands for null', () => {
  expect(
    renderTable(
      ['type', 'n'],
      [
        ['CARD', 7],
        ['DEBIT', 1_200],
        [null, null],
      ],
    ).split('\n'),
  ).toEqual(['type      n', '-----  ----', 'CARD      7', 'DEBIT  1200', '']);
});

test('a cell cannot move the cursor of a terminal, nor fill it', () => {
  const table = renderTable(['x'], [['\u001b[2J\n\u0085"'], ['y'.repeat(500)]]);
  expect(table).toContain('\\u{1b}[2J\\u{a}\\u{85}"');
  expect(Math.max(...table.split('\n').map((line) => line.length))).toBe(60);
});

test('no rows leave the heads', () => {
  expect(renderTable(['a', 'b'], [])).toBe('a  b\n-  -');
});
