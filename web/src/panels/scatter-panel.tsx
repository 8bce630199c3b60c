import { useEffect, useMemo, useState } from 'preact/hooks';
import type { FeedItem } from '../api-types.ts';
import { ChartCanvas } from '../charts/chart-canvas.tsx';
import { drawScatter, type ScatterData } from '../charts/scatter-chart.ts';
import { counted } from '../format/words.ts';
import { addPoints, type ScatterPoint } from '../live/scatter-points.ts';
import { Key } from '../parts/key.tsx';
import { Empty, Panel } from '../parts/panel.tsx';

type ScatterPanelProps = {
  readonly feed: readonly FeedItem[] | undefined;
  readonly now: string | undefined;
  readonly onOpen: (paymentId: string) => void;
};

export const ScatterPanel = ({ feed, now, onOpen }: ScatterPanelProps) => {
  const [points, setPoints] = useState<readonly ScatterPoint[]>([]);
  useEffect(() => {
    if (feed !== undefined && now !== undefined) setPoints((before) => addPoints(before, feed, Date.parse(now)));
  }, [feed, now]);
  const data = useMemo<ScatterData>(
    () => ({ points, nowMs: now === undefined ? 0 : Date.parse(now), onOpen }),
    [points, now, onOpen],
  );
  return (
    <Panel
      id="amounts"
      title="Amounts"
      note={
        <Key
          entries={[
            ['approve', 'Approved'],
            ['review', 'Held'],
            ['block', 'Blocked'],
          ]}
        />
      }
      actions={<span class="note">last 10 min, a sample</span>}
    >
      {points.length === 0 ? (
        <Empty>Each payment becomes a dot here: its amount against the time it was decided.</Empty>
      ) : (
        <ChartCanvas draw={drawScatter} data={data} label={labelOf(points)} />
      )}
    </Panel>
  );
};

const labelOf = (points: readonly ScatterPoint[]): string => {
  const count = (outcome: string): number => points.filter((point) => point.outcome === outcome).length;
  return `Amount of payments against time: ${counted(count('approve'), 'approval')}, ${count('review')} held, ${count('block')} blocked. The same payments are in the live log.`;
};
