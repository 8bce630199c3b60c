import type { ModelDay } from '../../domain/boards/model-day.ts';
import { dayOf } from '../../domain/profile/day.ts';
import { boardKeys } from '../../fan-out/update-boards.ts';
import type { KnownModels } from '../../read/models-with.ts';
import type { ReadPorts } from '../../read/ports.ts';
import { MODEL_DAYS, modelsOf } from '../../read/read-models.ts';
import { WATCH_KIND } from '../../watch/keep-watch.ts';
import type { WatchReport } from '../../watch/watch-report.ts';
import { textOf } from '../attributes.ts';
import type { Query } from '../query.ts';
import { boardBody, boardItemKey } from './boards.ts';

type BoardSource = { readonly table: string; readonly query: Query };

export type ModelsSource = BoardSource & {
  readonly nowMs: () => number;
  readonly champion: string;
  readonly models: KnownModels;
};

/** What the models' boards tell, with what the last look at them found. */
export const createReadModels =
  (source: ModelsSource): ReadPorts['readModels'] =>
  async () => {
    const now = source.nowMs();
    const [days, watch] = await Promise.all([readModelDays(source, dayOf(now) - MODEL_DAYS), readWatch(source)]);
    return modelsOf({ ...source.models, champion: source.champion, days, nowMs: now, ...(watch && { watch }) });
  };

/** The days of the models' boards from one on, those of several shards one after another. */
export const readModelDays = async (
  { table, query }: BoardSource,
  first: number,
): Promise<readonly (readonly [number, ModelDay])[]> => {
  const { sk } = boardItemKey(boardKeys.models(first, ''));
  const boards = await query({ table, pk: 'models', from: sk?.S });
  return boards.map((board) => [Number(textOf(board, 'sk').split('/')[0]), boardBody(board) as ModelDay]);
};

export const readWatch = async ({ table, query }: BoardSource): Promise<WatchReport | undefined> => {
  const [board] = await query({ table, pk: WATCH_KIND });
  return board && (boardBody(board) as WatchReport);
};
