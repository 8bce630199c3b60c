import { useMemo } from 'preact/hooks';
import { ChartCanvas } from '../charts/chart-canvas.tsx';
import { drawTraffic, type TrafficData } from '../charts/traffic-chart.ts';
import { asRate } from '../format/numbers.ts';
import { counted } from '../format/words.ts';
import { trafficSlots } from '../live/traffic-series.ts';
import type { Snapshot } from '../live/use-live.ts';
import { Choice } from '../parts/choice.tsx';
import { Key } from '../parts/key.tsx';
import { Empty, Panel } from '../parts/panel.tsx';

type TrafficPanelProps = {
  readonly snapshot: Snapshot | undefined;
  /** The range asked for; a snapshot says which one it holds. */
  readonly minutes: number;
  readonly onMinutes: (minutes: number) => void;
};

const RANGES = [
  { value: 5, label: '5 min' },
  { value: 30, label: '30 min' },
  { value: 360, label: '6 h' },
  { value: 1440, label: '24 h' },
];

export const TrafficPanel = ({ snapshot, minutes, onMinutes }: TrafficPanelProps) => {
  const data = useMemo(() => (snapshot === undefined ? undefined : dataOf(snapshot)), [snapshot]);
  return (
    <Panel
      id="traffic"
      title="Traffic"
      note={
        <Key
          entries={[
            ['rate', 'Payments a second'],
            ['review', 'Held'],
            ['block', 'Blocked'],
          ]}
        />
      }
      actions={<Choice name="minutes" legend="Time range" options={RANGES} value={minutes} onChange={onMinutes} />}
    >
      {data === undefined || data.slots.length === 0 ? (
        <Empty>No payments in this range yet.</Empty>
      ) : (
        <ChartCanvas draw={drawTraffic} data={data} label={labelOf(data)} />
      )}
    </Panel>
  );
};

const dataOf = ({ summary, query: { minutes } }: Snapshot): TrafficData => {
  const toMs = Date.parse(summary.now);
  return { slots: trafficSlots(summary, minutes), fromMs: toMs - minutes * 60_000, toMs };
};

const labelOf = ({ slots }: TrafficData): string => {
  const sum = (pick: 'review' | 'block'): number => slots.reduce((total, slot) => total + slot[pick], 0);
  const latest = slots.at(-1)?.perSecond ?? 0;
  return `Payments a second over time, now ${asRate(latest)}; in the range ${counted(sum('review'), 'payment')} held, ${counted(sum('block'), 'payment')} blocked.`;
};
