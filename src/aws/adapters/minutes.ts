import type { Minute } from '../../domain/boards/minute.ts';
import { boardKeys } from '../../fan-out/update-boards.ts';
import { textOf } from '../attributes.ts';
import type { Query } from '../query.ts';
import { boardBody, boardItemKey } from './boards.ts';

export type MinutesSource = { readonly table: string; readonly query: Query };

/** The minutes from the given one on, of all shards, by number since 1970. */
export const readMinutes = async (
  { table, query }: MinutesSource,
  first: number,
): Promise<readonly (readonly [number, Minute])[]> => {
  const { sk } = boardItemKey(boardKeys.minute(first, ''));
  const boards = await query({ table, pk: 'minute', from: sk?.S });
  return boards.map((board) => [Number(textOf(board, 'sk').split('/')[0]), boardBody(board) as Minute]);
};
