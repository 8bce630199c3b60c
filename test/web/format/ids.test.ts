import { expect, test } from '@jest/globals';
import { asId } from '../../../web/src/format/ids.ts';

test.each([
  ['C-1\u202E001', 'C-1\\u{202e}001'],
  ['\u2066C-1\u2069', '\\u{2066}C-1\\u{2069}'],
  ['C\u200B-1\u00AD', 'C\\u{200b}-1\\u{ad}'],
  ['C-1\n\u2028', 'C-1\\u{a}\\u{2028}'],
  ['C-\u{E0001}1', 'C-\\u{e0001}1'],
])('an id shows what hides in it: %j', (id, shown) => {
  expect(asId(id)).toBe(shown);
});

test.each(['C-ann', 'Žluťoučký kůň', 'חשבון', '+420 🐎'])('an id of letters stays as it is: %s', (id) => {
  expect(asId(id)).toBe(id);
});
