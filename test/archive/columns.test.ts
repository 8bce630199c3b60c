import { expect, test } from '@jest/globals';
import * as stack from '../../lib/archive-columns.ts';
import { ARCHIVE_COLUMNS, ARCHIVE_PARTITION, ARCHIVE_TABLE } from '../../src/archive/columns.ts';

test('the files written here have the columns of the Glue table, in its order and of its types', () => {
  expect(ARCHIVE_COLUMNS).toEqual(stack.ARCHIVE_COLUMNS.map(([name, type]) => [name, type]));
  expect([ARCHIVE_TABLE, ARCHIVE_PARTITION]).toEqual([stack.ARCHIVE_TABLE, stack.ARCHIVE_PARTITION]);
});
