import { messageOf } from '../message-of.ts';
import { escaped } from './escaped.ts';

/** Runs a command's main function; what it throws ends the process with its message, and its stack only for a fault of ours. */
export const run = async (main: () => Promise<void>): Promise<void> => {
  for (const output of [process.stdout, process.stderr]) output.on('error', passOverClosed);
  try {
    await main();
  } catch (error) {
    const known = error instanceof Error && 'code' in error;
    const told = known || !(error instanceof Error) ? messageOf(error) : (error.stack ?? error.message);
    process.stderr.write(`${told.split('\n').map(escaped).join('\n')}\n`);
    process.exitCode = 1;
  }
};

/** A reader such as `head` that has had enough is no reason to leave work undone: what is said to nobody is lost, and no more. */
const passOverClosed = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EPIPE') throw error;
};
