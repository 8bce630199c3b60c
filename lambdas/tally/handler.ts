import type { DynamoDBStreamEvent } from 'aws-lambda';
import { type BoardPorts, updateBoards } from '../../src/fan-out/update-boards.ts';
import { changeOf } from '../../src/items/change-image.ts';

/** Keeps the boards that the dashboard reads: totals, minutes, the latest payments, risky accounts. Fails as a whole, and is then tried again. */
export const createHandler =
  (ports: BoardPorts & { readonly shardOf: (event: DynamoDBStreamEvent) => string }) =>
  async (event: DynamoDBStreamEvent): Promise<void> => {
    const changes = event.Records.map(changeOf).filter((change) => change !== undefined);
    await updateBoards(changes, ports.shardOf(event), ports);
  };
