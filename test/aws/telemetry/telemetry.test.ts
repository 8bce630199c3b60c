import { expect, test } from '@jest/globals';
import { createTelemetry } from '../../../src/aws/telemetry/telemetry.ts';
import { transientError } from '../../../src/transient.ts';
import { capturedOutput } from '../fake/captured-output.ts';
import { ENVIRONMENT } from '../fake/functions.ts';

const linesOf = async (failure: unknown) => {
  const telemetry = createTelemetry(ENVIRONMENT);
  const output = await capturedOutput(async () => telemetry.failed('a batch failed', failure, { records: 3 }));
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
};

test('a failure of our own is logged in one line with what it says, another without', async () => {
  const common = { level: 'ERROR', message: 'a batch failed', service: 'sluice', records: 3 };
  expect(await linesOf(transientError('5 of 5 records still refused'))).toEqual([
    expect.objectContaining({ ...common, error: 'TransientError', why: '5 of 5 records still refused' }),
  ]);
  const [line, ...others] = await linesOf(new TypeError('no such {"id":"p-1"}', { cause: new RangeError('p-1') }));
  expect(others).toEqual([]);
  expect(line).toMatchObject({ ...common, error: 'TypeError < RangeError' });
  expect(JSON.stringify(line)).not.toContain('p-1');
});
