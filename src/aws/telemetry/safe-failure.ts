/** What may be told of a failure in a log: never its message, which may quote a payment, unless it is one of ours that quotes none. */
export type SafeFailure = {
  readonly error: string;
  /** Named so because a log line has a message of its own. */
  readonly why?: string;
  /** Where it was thrown: frames only, the first few. */
  readonly at: readonly string[];
  /** Of the AWS call that failed, for AWS support. */
  readonly awsRequestId?: string;
  readonly awsStatus?: number;
};

const FRAMES = 4;
const MOST_CAUSES = 3;

export const safeFailure = (failure: unknown): SafeFailure => {
  if (!(failure instanceof Error)) return { error: typeof failure, at: [] };
  const frames = (failure.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: namesOf(failure).join(' < '),
    ...(failure.name === 'TransientError' && { why: failure.message }),
    at: frames.slice(0, FRAMES).map((line) => line.trim()),
    ...awsDetails(failure),
  };
};

/** The same failure for the Lambda runtime, which logs what a function throws: its name, for retries and for people, without its message. */
export const withoutMessage = (failure: unknown): Error => {
  const { error, why: message = 'see the log line before this one' } = safeFailure(failure);
  const safe = new Error(message);
  safe.name = error;
  safe.stack = `${error}: ${message}`;
  return safe;
};

const namesOf = (failure: Error): readonly string[] => {
  const names: string[] = [];
  for (let each: unknown = failure; each instanceof Error && names.length < MOST_CAUSES; each = each.cause)
    names.push(each.name);
  return names;
};

const awsDetails = (failure: Error): Pick<SafeFailure, 'awsRequestId' | 'awsStatus'> => {
  if (!('$metadata' in failure) || !(failure.$metadata instanceof Object)) return {};
  const metadata = failure.$metadata;
  return {
    ...('requestId' in metadata && typeof metadata.requestId === 'string' && { awsRequestId: metadata.requestId }),
    ...('httpStatusCode' in metadata &&
      typeof metadata.httpStatusCode === 'number' && { awsStatus: metadata.httpStatusCode }),
  };
};
