import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';

/** The context object that Lambda gives a handler beside the event. Local functions have no time limit; this one is Lambda's longest. */
export const lambdaContext = (functionName: string): Context => {
  const endsAtMs = Date.now() + 900_000;
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:${functionName}`,
    memoryLimitInMB: '0',
    awsRequestId: randomUUID(),
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, endsAtMs - Date.now()),
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
};
