import type { Health } from '../api/schemas.ts';
import type { BoardPorts } from '../fan-out/update-boards.ts';
import type { WatchReport } from './watch-report.ts';

/** The kind of board, of which there is one, that the last report is kept in. */
export const WATCH_KIND = 'watch';
const WATCH_KEY = `${WATCH_KIND}/latest`;

/** Keeps a report in place of the one before. When another is being kept at the same moment, that one stands. */
export const keepWatchIn =
  ({ readBoards, writeBoards }: BoardPorts) =>
  async (report: WatchReport): Promise<void> => {
    const standing = (await readBoards([WATCH_KEY])).get(WATCH_KEY);
    await writeBoards([{ key: WATCH_KEY, through: '', body: report, readVersion: standing?.version ?? 0 }]);
  };

/** What a health check tells of the last report. */
export const watchedOf = ({
  atMs,
  drift,
  calibrationRatio,
  differing,
}: WatchReport): NonNullable<Health['models']> => ({
  checkedAt: new Date(atMs).toISOString(),
  drift,
  calibrationRatio,
  differing: differing.length,
});
