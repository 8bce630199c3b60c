import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { messageOf } from '../message-of.ts';
import { ROOT } from '../root.ts';

const EMULATOR_PORT = 4566;
export const EMULATOR_URL = `http://127.0.0.1:${EMULATOR_PORT}`;

/** For every AWS client and tool that is to speak to the emulator. Its credentials are made up: it takes any. */
export const EMULATOR_ENV = {
  AWS_ENDPOINT_URL: EMULATOR_URL,
  AWS_ENDPOINT_URL_S3: EMULATOR_URL,
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_EC2_METADATA_DISABLED: 'true',
} as const;

export type Emulator = {
  /** Whether this call started it. */
  readonly started: boolean;
  readonly logFile: string;
};

const FOLDER = join(ROOT, '.emulator');
const VENV = join(FOLDER, 'venv');
const PID_FILE = join(FOLDER, 'pid');
const LOG_FILE = join(FOLDER, 'emulator.log');
/** Certificates that the emulator trusts when it calls a web server, PEM; read at each call, so a test may write its own. */
export const TRUST_FILE = join(FOLDER, 'trusted.pem');
/** The emulator, what it signs tokens with, what its S3 wants, and its Firehose to write Parquet; pinned, so that a run today is a run tomorrow. */
const PACKAGES = ['ministack==1.5.33', 'boto3==1.43.106', 'cryptography==50.0.2', 'duckdb==2.0.0'];
const START_TRIES = 150;
const START_PAUSE_MS = 200;

const exec = promisify(execFile);

/** Answers when an emulator does: one that runs already, MiniStack or LocalStack, or MiniStack started here in a Python environment of its own. */
export const startEmulator = async (say: (text: string) => void = () => undefined): Promise<Emulator> => {
  if (await answers()) return { started: false, logFile: LOG_FILE };
  await install(say);
  say(`starting MiniStack on ${EMULATOR_URL}, log in ${LOG_FILE}`);
  await rm(LOG_FILE, { force: true });
  const log = await open(LOG_FILE, 'a');
  const child = spawn(join(VENV, 'bin', 'python'), [join(import.meta.dirname, 'start_ministack.py')], {
    cwd: FOLDER,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    env: {
      ...process.env,
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(EMULATOR_PORT),
      IOT_MTLS_ENABLED: '0',
      SSL_CERT_FILE: TRUST_FILE,
    },
  });
  child.unref();
  await log.close();
  await writeFile(PID_FILE, String(child.pid));
  for (let tries = 0; tries < START_TRIES; tries += 1) {
    if (await answers()) return { started: true, logFile: LOG_FILE };
    if (child.exitCode !== null) break;
    await wait(START_PAUSE_MS);
  }
  throw failed(`MiniStack did not start; its log: ${LOG_FILE}`);
};

/** Stops the emulator that `startEmulator` started, with all the workers it has, and nothing else. False when there is none. */
export const stopEmulator = async (): Promise<boolean> => {
  const pid = existsSync(PID_FILE) ? Number(await readFile(PID_FILE, 'utf8')) : 0;
  if (!Number.isInteger(pid) || pid <= 1) return false;
  await rm(PID_FILE);
  if (!signal(pid, 'SIGTERM')) return false;
  for (let tries = 0; tries < 50 && signal(pid, 0); tries += 1) await wait(100);
  signal(pid, 'SIGKILL');
  return true;
};

/** To the whole group, which the detached emulator leads; false when it is gone. */
const signal = (pid: number, name: NodeJS.Signals | 0): boolean => {
  try {
    return process.kill(-pid, name);
  } catch {
    return false;
  }
};

const answers = async (): Promise<boolean> => {
  try {
    return (await fetch(`${EMULATOR_URL}/_localstack/health`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
};

const install = async (say: (text: string) => void): Promise<void> => {
  await mkdir(FOLDER, { recursive: true });
  const stamp = join(VENV, 'sluice-packages.txt');
  const wanted = PACKAGES.join('\n');
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) return;
  say('installing MiniStack into .emulator/venv, once');
  try {
    await exec('python3', ['-m', 'venv', VENV]);
    await exec(join(VENV, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', ...PACKAGES]);
  } catch (error) {
    const why = messageOf(error);
    throw failed(`MiniStack could not be installed; it needs Python 3.10 or newer with venv and pip (${why})`);
  }
  await writeFile(stamp, wanted);
};

const failed = (message: string): Error => Object.assign(new Error(message), { code: 'NO_EMULATOR' });
