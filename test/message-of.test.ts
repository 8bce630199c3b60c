import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { messageOf } from '../src/message-of.ts';

test.each<[string, unknown, string]>([
  ['an error', new TypeError('no such file'), 'no such file'],
  ['an error of another realm', runInNewContext('new Error("from elsewhere")'), 'from elsewhere'],
  ['an aborted signal', AbortSignal.abort().reason, 'This operation was aborted'],
  ['a text that was thrown', 'stop', 'stop'],
  ['nothing', undefined, 'undefined'],
])('says what failed of %s', (_, failure, message) => {
  expect(messageOf(failure)).toBe(message);
});
