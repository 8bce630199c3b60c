/** Lets several wait for something that happens again and again, without missing what happens between looking and waiting. */
export type Signal = {
  readonly raise: () => void;
  /** How often it was raised so far; to be read before looking. */
  readonly count: () => number;
  /** Resolves once it was raised more often than `count`, or when the time given is over. */
  readonly after: (count: number, withinMs?: number) => Promise<void>;
};

export const createSignal = (): Signal => {
  let raised = 0;
  let waiter = Promise.withResolvers<void>();
  const raise = (): void => {
    raised += 1;
    waiter.resolve();
    waiter = Promise.withResolvers<void>();
  };
  return {
    raise,
    count: () => raised,
    after: async (count, withinMs) => {
      if (raised > count) return;
      const timer = withinMs === undefined ? undefined : setTimeout(raise, withinMs);
      await waiter.promise;
      clearTimeout(timer);
    },
  };
};
