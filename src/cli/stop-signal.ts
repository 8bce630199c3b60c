/** Aborted by Ctrl-C or SIGTERM, with this reason where there is one; a second of the same kind ends the process as ever. */
export const stopSignal = (reason?: Error): AbortSignal => {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort(reason));
  return stop.signal;
};
