import { createSignal } from './signal.ts';

/** Holds producers back while consumers are behind. */
export type Room = {
  readonly wait: (isThere: () => boolean) => Promise<void>;
  readonly made: () => void;
  readonly consumerBegan: (consumer: string) => void;
  /** Who waits is told, for there may never be room again. */
  readonly consumerEnded: (consumer: string) => void;
};

export const createRoom = (stream: string): Room => {
  const signal = createSignal();
  const running = new Set<string>();
  const ended = new Set<string>();
  return {
    made: signal.raise,
    consumerBegan: (consumer) => {
      if (running.has(consumer)) throw new Error(`consumer ${consumer} of stream ${stream} is running already`);
      running.add(consumer);
      ended.delete(consumer);
    },
    consumerEnded: (consumer) => {
      running.delete(consumer);
      ended.add(consumer);
      signal.raise();
    },
    wait: async (isThere) => {
      while (!isThere()) {
        const [gone] = ended;
        if (gone !== undefined) throw new Error(`no room on stream ${stream}: its consumer ${gone} was stopped`);
        await signal.after(signal.count());
      }
    },
  };
};
