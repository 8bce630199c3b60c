import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import type { Endpoint } from './sagemaker.ts';

/** What stands at an address of its own is no AWS service: it is told of no account. */
const STAND_IN = { region: 'local', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

/** Calls an endpoint by the SDK: the one of that name in the account and region that the SDK finds, or what answers at `url`. */
export const endpointOf = (endpointName: string, url?: string): Endpoint => {
  const client = new SageMakerRuntimeClient({
    maxAttempts: 1,
    ...(url !== undefined && { ...STAND_IN, endpoint: url }),
  });
  return {
    endpointName,
    invoke: (input, signal) => client.send(new InvokeEndpointCommand(input), { abortSignal: signal }),
  };
};
