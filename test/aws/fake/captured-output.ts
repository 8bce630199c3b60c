/** What a piece of work writes to standard output and error, as the Lambda service would take it into a log. */
export const capturedOutput = async (work: () => Promise<unknown>): Promise<string> => {
  const streams = [process.stdout, process.stderr];
  const originals = streams.map(({ write }) => write);
  let output = '';
  const capture = (chunk: string | Uint8Array): boolean => {
    output += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    return true;
  };
  for (const stream of streams) stream.write = capture;
  try {
    await work();
  } finally {
    streams.forEach((stream, at) => {
      stream.write = originals[at];
    });
  }
  return output;
};
