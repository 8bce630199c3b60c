import { afterEach, expect, jest, test } from '@jest/globals';
import { printQuarantine } from '../../src/cli/quarantine-table.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

async function* quarantined() {
  yield {
    ...{ id: 'alert:\u001b[2J\u202egap', at: '2026-03-02T12:00:00Z', reason: 'alert_not_sent', detail: '\u0007' },
    ...{ payload: '{"a":\u009b}', partitionKey: '' },
  };
}

const printed = async (json: boolean): Promise<string> => {
  const lines: string[] = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  await printQuarantine(quarantined(), json);
  return lines.join('\n');
};

test('what is in quarantine cannot move the cursor of a terminal, whichever of its fields holds it', async () => {
  const table = await printed(false);
  expect(table).toContain('alert:\\u{1b}[2J\\u{202e}gap');
  expect(table.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

test('as JSON a record is whole', async () => {
  expect(JSON.parse(await printed(true))).toMatchObject({ id: 'alert:\u001b[2J\u202egap', payload: '{"a":\u009b}' });
});
