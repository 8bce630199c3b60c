import type { Payment } from '../domain/payment/payment.ts';
import type { AssessPorts } from '../ports.ts';
import { type Assessed, assess } from './assess.ts';

export type AssessOne = (payment: Payment) => Promise<Assessed>;

type Waiting = {
  readonly payment: Payment;
  readonly resolve: (assessed: Assessed) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Decides payments that come one by one: at once while little else is being decided, else together with all that came meanwhile, for
 * reading, writing and waiting for the disk cost a batch little more than a single payment. Rejects as `assess` does, for all of a batch.
 */
export const assessTogether = (ports: AssessPorts): AssessOne => {
  const waiting: Waiting[] = [];
  let underWay = 0;
  const work = async (): Promise<void> => {
    underWay += 1;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, MOST_TOGETHER);
      try {
        const assessed = await assess(
          batch.map(({ payment }) => payment),
          ports,
        );
        for (const [at, { resolve }] of batch.entries()) resolve(assessed[at]);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    underWay -= 1;
  };
  return (payment) =>
    new Promise((resolve, reject) => {
      waiting.push({ payment, resolve, reject });
      if (underWay < MOST_UNDER_WAY) void work();
    });
};

/** One batch is decided while the one before it goes to disk. */
const MOST_UNDER_WAY = 2;
/** So that nobody waits for very many others. */
const MOST_TOGETHER = 64;
