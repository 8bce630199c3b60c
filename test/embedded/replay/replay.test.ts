import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { ReplaySummary } from '../../../src/embedded/replay/summary.ts';
import { openStore } from '../../../src/embedded/store.ts';
import { createStream } from '../../../src/embedded/stream/stream.ts';
import { CSV_HEADER, csvLine } from '../../../src/simulator/csv-line.ts';
import { aPayment } from '../../builders/a-payment.ts';
import { aFolder, aSystem, removeAll } from '../../builders/a-system.ts';
import { simulatedPayments } from '../../builders/simulated-payments.ts';

afterEach(removeAll);

const MAPPING = 'examples/simulated.json';
const PAYSIM_HEADER =
  'step,type,amount,nameOrig,oldbalanceOrg,newbalanceOrig,nameDest,oldbalanceDest,newbalanceDest,isFraud,isFlaggedFraud';

const argsOf = (file: string, data: string, format: string) => [
  'bin/replay.ts',
  file,
  '--format',
  format,
  '--data',
  data,
  '--json',
  '--label-delay',
  '1d',
];

const replay = async (file: string, data: string, format = MAPPING): Promise<ReplaySummary> => {
  const { stdout } = await promisify(execFile)(process.execPath, argsOf(file, data, format));
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
};

/** Starts a replay and kills it after so long, with no chance to tidy up; false when it had ended by then. */
const replayAndKill = async (file: string, data: string, afterMs: number): Promise<boolean> => {
  const child = spawn(process.execPath, argsOf(file, data, MAPPING), { stdio: 'ignore' });
  const timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
  const [, signal] = await once(child, 'close');
  clearTimeout(timer);
  return signal === 'SIGKILL';
};

const aSimulatedFile = async (rows: number): Promise<string> => {
  const simulated = simulatedPayments(rows);
  const startMs = Date.parse(simulated[0].payment.occurredAt);
  const file = join(await aFolder(), 'simulated.csv.gz');
  await writeFile(file, gzipSync([CSV_HEADER, ...simulated.map((row) => csvLine(row, startMs))].join('\n')));
  return file;
};

const countersOf = ({ seconds, rowsPerSecond, latencyMs, file, ...counters }: ReplaySummary) => counters;

describe('a replay', () => {
  test('decides the good lines of a PaySim file and quarantines the others with their line', async () => {
    const data = await aFolder();
    const file = join(await aFolder(), 'paysim.csv');
    const lines = [
      PAYSIM_HEADER,
      '1,PAYMENT,9839.64,C1231006815,170136.0,160296.36,M1979787155,0.0,0.0,0.0,0.0',
      '1,TRANSFER,181.0,C1305486145,181.0,0.0,C553264065,0.0,0.0,1.0,0.0',
      '1,TRANSFER,NaN,C1,1,0,C2,0,0,0,0',
      '1,CASH_OUT,-5,C1,1,0,C2,0,0,0,0',
      '1,TRANSFER,181.0,C1305486145',
      '1,GIFT,181.0,C1305486145,181.0,0.0,C553264065,0.0,0.0,0,0',
      '2,CASH_OUT,229133.94,C905080434,15325.0,0.0,C476402209,5083.0,51513.44,0,0',
    ];
    await writeFile(file, lines.join('\n'));
    const summary = await replay(file, data, 'paysim');
    expect(summary).toMatchObject({ finished: true, rows: 7, decided: 3, quarantined: 4, fraud: 1 });
    const system = await aSystem({ dataDir: data });
    expect(await system.ports.readSummary({ minutes: 60 })).toMatchObject({
      processed: 3,
      quarantined: 4,
      labels: { fraud: 1 },
    });
  });

  test('that is killed at random moments and begun again decides every payment once and moves no counter twice', async () => {
    const file = await aSimulatedFile(6_000);
    const [whole, torn] = [await aFolder(), await aFolder()];
    const expected = await replay(file, whole);
    let kills = 0;
    for (let run = 0; run < 12 && kills < 5; run += 1)
      kills += (await replayAndKill(file, torn, 300 + Math.random() * 900)) ? 1 : 0;
    expect(kills).toBeGreaterThan(0);
    const got = await replay(file, torn);
    expect(countersOf(got)).toEqual(countersOf(expected));
    const [one, other] = [await aSystem({ dataDir: whole }), await aSystem({ dataDir: torn })];
    await other.settled();
    const [a, b] = [await one.ports.readSummary({ minutes: 60 }), await other.ports.readSummary({ minutes: 60 })];
    expect(b.processed).toBe(6_000);
    expect({ processed: b.processed, outcomes: b.outcomes, labels: b.labels, saved: b.expectedSavedMinor }).toEqual({
      processed: a.processed,
      outcomes: a.outcomes,
      labels: a.labels,
      saved: a.expectedSavedMinor,
    });
  }, 120_000);

  test('of a history that reaches to this day takes its last labels to be known by now, and sets none aside', async () => {
    const data = await aFolder();
    const file = join(await aFolder(), 'recent.csv');
    const startMs = Date.now() - 3_600_000;
    const payment = aPayment({ id: 'recent', occurredAt: new Date(startMs).toISOString() });
    await writeFile(
      file,
      [CSV_HEADER, csvLine({ payment, label: true, scenario: 'account_takeover' }, startMs)].join('\n'),
    );
    expect(await replay(file, data)).toMatchObject({ decided: 1, fraud: 1, quarantined: 0 });
    const system = await aSystem({ dataDir: data });
    const label = (await system.ports.findDecision('recent'))?.label;
    expect(label?.fraud).toBe(true);
    expect(label?.labelledAtMs).toBeLessThanOrEqual(Date.now());
    expect((await system.ports.readHealth()).quarantined).toBe(0);
  });

  test('of a file that was replayed before has nothing left to do', async () => {
    const [file, data] = [await aSimulatedFile(200), await aFolder()];
    const first = await replay(file, data);
    expect(countersOf(await replay(file, data))).toEqual(countersOf(first));
  });

  test('of a file in which a line was mended decides that line, whatever its length', async () => {
    const [file, data] = [join(await aFolder(), 'paysim.csv'), await aFolder()];
    const lines = Array.from({ length: 200 }, (_, at) => `1,TRANSFER,181.0,C${at},181.0,0.0,C9,0.0,0.0,0,0`);
    const written = [PAYSIM_HEADER, ...lines].join('\n');
    await writeFile(file, written.replace('181.0,C199', 'ones1,C199'));
    expect(await replay(file, data, 'paysim')).toMatchObject({ decided: 199, quarantined: 1 });
    await writeFile(file, written);
    expect(await replay(file, data, 'paysim')).toMatchObject({ decided: 1, repeated: 199, quarantined: 0 });
  });

  test('counts nothing that a replay of another file had put on the stream and left undecided', async () => {
    const [file, data] = [await aSimulatedFile(300), await aFolder()];
    const broken = join(await aFolder(), 'broken.csv.gz');
    await writeFile(broken, (await readFile(await aSimulatedFile(2_000))).subarray(0, -8));
    await expect(replay(broken, data)).rejects.toThrow('damaged gzip data');
    expect(await replay(file, data)).toMatchObject({ rows: 300, decided: 0, repeated: 300 });
  });

  test('counts nothing that was redriven between it and the same replay again', async () => {
    const [file, data] = [await aSimulatedFile(200), await aFolder()];
    const first = await replay(file, data);
    const store = await openStore(data);
    const stream = await createStream({ store, name: 'payments', consumers: [] });
    await stream.put([{ partitionKey: 'C-1', data: JSON.stringify(aPayment()) }]);
    await store.close();
    expect(countersOf(await replay(file, data))).toEqual(countersOf(first));
  });

  test.each([
    ['', 'is empty'],
    ['\uFEFF', 'is empty'],
    ['a,b\n1,2\n', 'header'],
  ])('of a file that is none says so and where: %j', async (content, problem) => {
    const file = join(await aFolder(), 'wrong.csv');
    await writeFile(file, content);
    const failed = await promisify(execFile)(process.execPath, argsOf(file, await aFolder(), 'paysim')).catch(
      (error: { stderr: string; code: number }) => error,
    );
    expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining(problem) });
  });
});
