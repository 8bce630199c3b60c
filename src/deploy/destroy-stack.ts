import { type Clients, doomedBuckets, emptyBuckets } from './empty-buckets.ts';

export type Destroying = {
  readonly clients: Clients;
  readonly stackName: string;
  /** What is about to be deleted, for a person to say yes or no. */
  readonly agreed: (what: string) => Promise<boolean>;
  /** Deletes the stack; throws when CloudFormation could not. */
  readonly deleteStack: () => Promise<void>;
};

/** Buckets fill while a stack is deleted: S3 still delivers access logs, and Firehose what it has gathered. */
const MOST_ATTEMPTS = 3;

/** Empties the buckets that go with a stack and deletes it, once that is agreed to; false when it is not, and then nothing is touched. */
export const destroyStack = async ({ clients, stackName, agreed, deleteStack }: Destroying): Promise<boolean> => {
  const buckets = await doomedBuckets(clients.cloudFormation, stackName);
  const andBuckets = buckets.length === 0 ? '' : `, and all that is in ${buckets.join(', ')}`;
  if (!(await agreed(`This deletes the stack ${stackName}${andBuckets}.`))) return false;
  await emptyBuckets(clients, stackName);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await deleteStack();
      return true;
    } catch (error) {
      const found = attempt < MOST_ATTEMPTS ? await emptyBuckets(clients, stackName).catch(() => 0) : 0;
      if (found === 0) throw error;
    }
  }
};
