import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createQuarantine } from '../../src/embedded/quarantine.ts';
import { lineIdOf } from '../../src/quarantine/line-id.ts';
import { aPayment } from '../builders/a-payment.ts';
import { aStore, removeStores, type StoreUnderTest } from '../embedded/a-store.ts';
import { aStream } from '../embedded/stream/a-stream.ts';

const BIN = fileURLToPath(new URL('../../bin/redrive.ts', import.meta.url));
const IDS = ['shard:1', 'shard:2', 'shard:3'];
const MENDED = JSON.stringify(aPayment());

let data: StoreUnderTest;

beforeEach(async () => {
  data = await aStore();
  await aStream(data.store);
  await createQuarantine(data.store).quarantine(
    IDS.map((id) => ({
      id,
      reason: 'malformed_json',
      detail: 'no',
      payload: `{${id}\u001b[2J`,
      partitionKey: `C${id}`,
      at: '2025-01-01T00:00:00.000Z',
    })),
  );
  await data.store.close();
});
afterEach(removeStores);

const run = async (...args: readonly string[]) => {
  const asked = promisify(execFile)(process.execPath, [BIN, '--data', data.dir, ...args]);
  return asked.then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stderr }) => ({ code, said: String(stderr) }),
  );
};

const afterwards = async () => {
  data = await data.reopen();
  const records = await (await aStream(data.store)).shards[0].readFrom(1, 100);
  const left = createQuarantine(data.store);
  return {
    onStream: records.map((record) => [record.partitionKey, record.data.toString()]),
    left: IDS.filter((id) => left.find(id) !== undefined),
    count: await left.count(),
  };
};

describe('redrive', () => {
  test('lists what is in quarantine, with nothing in it that moves a cursor', async () => {
    const { said } = await run('--list');
    for (const id of IDS) expect(said).toContain(id);
    expect(said).toContain('3 in quarantine.');
    expect(said).not.toContain('\u001b');
  });

  test('lists whole records as JSON, one a line', async () => {
    const { said } = await run('--list', '--json');
    expect(
      said
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).payload),
    ).toEqual(IDS.map((id) => `{${id}\u001b[2J`));
  });

  test('puts everything back on the stream', async () => {
    expect((await run('--all')).said).toContain('3 put back on the stream');
    expect(await afterwards()).toEqual({
      onStream: IDS.map((id) => [`C${id}`, `{${id}\u001b[2J`]),
      left: [],
      count: 0,
    });
  });

  test('puts an edited payload back in place of the one that failed', async () => {
    const file = join(data.dir, 'edited.json');
    await writeFile(file, MENDED);
    await run('--id', 'shard:2', '--file', file);
    expect(await afterwards()).toEqual({
      onStream: [['Cshard:2', MENDED]],
      left: ['shard:1', 'shard:3'],
      count: 2,
    });
  });

  test('keeps the payload that failed where the edited one would only come back', async () => {
    const file = join(data.dir, 'edited.json');
    await writeFile(file, '{"id":"half mended"}');
    expect(await run('--id', 'shard:2', '--file', file)).toEqual({
      code: 1,
      said: expect.stringMatching(/edited\.json: invalid_payment: .*; nothing was redriven\n$/),
    });
    expect(await afterwards()).toEqual({ onStream: [], left: IDS, count: 3 });
  });

  test('leaves lines of a CSV file where they are, and puts back what is to stand for one', async () => {
    data = await data.reopen();
    const line = {
      reason: 'csv_value',
      detail: 'line 2',
      payload: '1,x',
      partitionKey: '',
      at: '2025-01-01T00:00:00.000Z',
    };
    const id = lineIdOf('6f7884d82f503831', 2);
    await createQuarantine(data.store).quarantine([{ id, ...line }]);
    await data.store.close();
    expect((await run('--all')).said).toMatch(/^3 put back .* 1 left: lines of a CSV file/);
    const file = join(data.dir, 'mended.json');
    await writeFile(file, MENDED);
    expect((await run('--id', id, '--file', file)).said).toMatch(/^1 put back/);
    const { onStream, count } = await afterwards();
    expect([onStream.at(-1), onStream.length, count]).toEqual([['', MENDED], 4, 0]);
  });

  test('puts no file in the place of an alert, which is sent again as it is', async () => {
    data = await data.reopen();
    const alert = { id: 'alert:p-1', reason: 'alert_refused', detail: 'no', payload: '{}', partitionKey: '' };
    await createQuarantine(data.store).quarantine([{ ...alert, at: '2025-01-01T00:00:00.000Z' }]);
    await data.store.close();
    const file = join(data.dir, 'mended.json');
    await writeFile(file, MENDED);
    expect(await run('--id', 'alert:p-1', '--file', file)).toEqual({
      code: 1,
      said: expect.stringContaining('--file goes with payments and labels'),
    });
    expect(await afterwards()).toMatchObject({ onStream: [], count: 4 });
  });

  test('changes nothing when one of the ids is not there', async () => {
    expect(await run('--id', 'shard:1', 'shard:9')).toEqual({
      code: 1,
      said: 'not in quarantine: shard:9; nothing was redriven\n',
    });
    expect(await afterwards()).toEqual({ onStream: [], left: IDS, count: 3 });
  });

  test('says so when the data directory is in use or is not there', async () => {
    data = await data.reopen();
    expect(await run('--list')).toMatchObject({
      code: 1,
      said: expect.stringContaining('is in use by another process. Stop it first'),
    });
    expect(await run('--list', '--data', join(data.dir, 'none'))).toMatchObject({
      code: 1,
      said: expect.stringContaining('No data at'),
    });
  });
});
