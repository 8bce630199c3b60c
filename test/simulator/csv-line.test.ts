import { describe, expect, test } from '@jest/globals';
import { loadMapping } from '../../src/csv/load-mapping.ts';
import { PAYSIM_MAPPING } from '../../src/csv/paysim-mapping.ts';
import { historyText } from '../../src/simulator/history.ts';
import { aFile, allRows, payments } from '../csv/csv-file.ts';
import { someHistory } from './simulated.ts';

const START_MS = Date.parse('2025-01-01T00:00:00Z');

describe('the CSV of a simulation', () => {
  const simulated = someHistory({ rows: 2000, fraudShare: 0.05 });
  const text = () => [...historyText(simulated, 'csv', START_MS)].join('');

  test('is read back whole by examples/simulated.json', async () => {
    const rows = await allRows({ file: await aFile(text()), mapping: await loadMapping('examples/simulated.json') });
    expect(payments(rows).map(({ line: _, ...row }) => row)).toEqual(simulated);
  });

  test('can be read as a PaySim file', async () => {
    const rows = payments(await allRows({ file: await aFile(text()), mapping: PAYSIM_MAPPING }));
    expect(rows.map(({ payment, label }) => [payment.amountMinor, payment.sender.account, label])).toEqual(
      simulated.map(({ payment, label }) => [payment.amountMinor, payment.sender.account, label]),
    );
  });

  test('as JSON lines it is the payments themselves', () => {
    const lines = [...historyText(simulated, 'jsonl', START_MS)].join('').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(simulated);
  });
});
