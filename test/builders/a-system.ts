import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSystem, type System, type SystemOptions } from '../../src/embedded/system.ts';
import type { Alert } from '../../src/fan-out/alert-text.ts';
import { loadModel } from '../../src/model-files.ts';

const running: System[] = [];
const dirs: string[] = [];

/** An empty directory that `removeAll` takes away. */
export const aFolder = async (): Promise<string> => {
  const dir = await mkdtemp(join(tmpdir(), 'sluice-'));
  dirs.push(dir);
  return dir;
};

/** The whole system over an empty data directory, with the committed model, and the alerts that it sent. */
export const aSystem = async (
  overrides: Partial<SystemOptions> = {},
): Promise<System & { readonly alerts: Alert[]; readonly dataDir: string }> => {
  const alerts: Alert[] = [];
  const dataDir = overrides.dataDir ?? (await aFolder());
  const system = await openSystem({
    dataDir,
    model: overrides.model ?? loadModel(),
    publish: async (alert) => void alerts.push(alert),
    report: () => undefined,
    ...overrides,
  });
  running.push(system);
  return { ...system, alerts, dataDir };
};

export const removeAll = async (): Promise<void> => {
  for (const system of running.splice(0)) await system.stop().catch(() => undefined);
  for (const dir of dirs.splice(0)) await rm(dir, { recursive: true, force: true });
};
