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

export type ServeOptions = {
  /** The model.tar.gz to serve; the committed one when left out. */
  readonly archive?: string;
  readonly python?: string;
  /** Folder of another XGBoost than the environment's own. */
  readonly packages?: string;
};

/** Starts model/serve.py: XGBoost itself behind InvokeEndpoint's protocol, on loopback. */
export const startModelEndpoint = async (port = 0, options: ServeOptions = {}): Promise<ModelEndpoint> => {
  const { archive = join(MODEL, 'artefacts', 'model.tar.gz'), python = PYTHON, packages } = options;
  if (!existsSync(python)) throw new Error(`${python} is missing: \`npm run train -- --environment\` makes it`);
  const child = spawn(python, ['-B', join(MODEL, 'serve.py'), '--port', String(port), '--archive', archive], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...(packages !== undefined && { PYTHONPATH: packages }) },
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
