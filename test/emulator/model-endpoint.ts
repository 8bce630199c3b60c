import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const MODEL = join(import.meta.dirname, '..', '..', 'model');
const PYTHON = join(MODEL, '.venv', process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');

export type Fault = 'none' | 'slow' | 'error' | 'rubbish';
export type ModelEndpoint = {
  readonly url: string;
  readonly behave: (fault: Fault) => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Starts model/serve.py: XGBoost itself behind InvokeEndpoint's protocol, on loopback. */
export const startModelEndpoint = async (port = 0): Promise<ModelEndpoint> => {
  if (!existsSync(PYTHON)) throw new Error(`${PYTHON} is missing: \`npm run train -- --environment\` makes it`);
  const child = spawn(PYTHON, ['-B', join(MODEL, 'serve.py'), '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await firstLine(child);
  return {
    url,
    behave: async (fault) => {
      const { ok } = await fetch(`${url}/faults/${fault}`, { method: 'POST' });
      if (!ok) throw new Error(`the model endpoint knows no fault ${fault}`);
    },
    stop: () => ended(child),
  };
};

const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`model/serve.py ended with ${code} before it listened`)));
    if (child.stdout !== null) createInterface(child.stdout).once('line', resolve);
  });

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
