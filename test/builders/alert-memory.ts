import type { AlertHandlerPorts } from '../../lambdas/alert/handler.ts';
import type { Alert } from '../../src/fan-out/alert-text.ts';

export type AlertMemory = AlertHandlerPorts & {
  /** Payment ids of the alerts that went out, in order. */
  readonly published: string[];
  readonly unconfirmed: string[];
  readonly failures: unknown[];
};

/** The ports of alerting over a map; whatever is overridden is called instead. */
export const alertMemory = (overrides: Partial<AlertHandlerPorts> = {}): AlertMemory => {
  const claims = new Map<string, 'claimed' | 'sent'>();
  const told = { published: [] as string[], unconfirmed: [] as string[], failures: [] as unknown[] };
  return {
    ...told,
    claimAlert: async (paymentId) => {
      const known = claims.get(paymentId);
      claims.set(paymentId, known === undefined ? 'claimed' : 'sent');
      if (known === undefined) return 'claimed';
      return known === 'claimed' ? 'unconfirmed' : 'sent';
    },
    confirmAlert: async (paymentId) => {
      claims.set(paymentId, 'sent');
    },
    releaseAlert: async (paymentId) => {
      claims.delete(paymentId);
    },
    publish: async ({ paymentId }: Alert) => {
      told.published.push(paymentId);
    },
    reportUnconfirmed: async ({ paymentId }: Alert) => {
      told.unconfirmed.push(paymentId);
    },
    reportFailure: (error) => {
      told.failures.push(error);
    },
    ...overrides,
  };
};
