import { messageOf } from '../message-of.ts';

/** Runs a command's main function; what it throws ends the process with its message, and its stack only for a fault of ours. */
export const run = async (main: () => Promise<void>): Promise<void> => {
  try {
    await main();
  } catch (error) {
    const known = error instanceof Error && 'code' in error;
    process.stderr.write(`${known || !(error instanceof Error) ? messageOf(error) : (error.stack ?? error.message)}\n`);
    process.exitCode = 1;
  }
};
