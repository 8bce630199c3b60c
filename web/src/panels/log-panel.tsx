import { useEffect, useRef, useState } from 'preact/hooks';
import type { FeedItem, Outcome } from '../api-types.ts';
import { EMPTY_LOG, receive, release, waiting } from '../live/log.ts';
import { useHold } from '../live/use-hold.ts';
import { Choice } from '../parts/choice.tsx';
import { PauseIcon, PlayIcon } from '../parts/icons.tsx';
import { Empty, Panel } from '../parts/panel.tsx';
import { useRoving } from '../parts/use-roving.ts';
import { LogRow } from './log-row.tsx';

export type LogFilter = Outcome | 'all';

type LogPanelProps = {
  /** Undefined until the first answer for this filter. */
  readonly items: readonly FeedItem[] | undefined;
  readonly filter: LogFilter;
  readonly onFilter: (filter: LogFilter) => void;
  readonly onOpen: (paymentId: string) => void;
  /** True while something lies over the log that will hand the focus back to its row. */
  readonly covered: boolean;
};

const FILTERS: readonly { readonly value: LogFilter; readonly label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'review', label: 'Held' },
  { value: 'block', label: 'Blocked' },
  { value: 'approve', label: 'Approved' },
];

/** The latest decisions. It stands still while it is read: pointed at, focused, scrolled, covered or paused. */
export const LogPanel = ({ items, filter, onFilter, onOpen, covered }: LogPanelProps) => {
  const [log, setLog] = useState(EMPTY_LOG);
  const [paused, setPaused] = useState(false);
  const hold = useHold();
  const scroller = useRef<HTMLDivElement>(null);
  const held = paused || covered || hold.held;
  useEffect(() => setLog(EMPTY_LOG), [filter]);
  useEffect(() => {
    if (items !== undefined) setLog((before) => receive(before, items, held));
  }, [items, held, filter]);
  const roving = useRoving(log.shown.map(({ id }) => id));
  const count = held ? waiting(log) : 0;
  const catchUp = (): void => {
    setPaused(false);
    hold.release();
    setLog(release);
    scroller.current?.scrollTo({ top: 0 });
  };
  return (
    <Panel
      id="log"
      title="Live log"
      note={
        held && log.ready ? <Held paused={paused} count={count} onCatchUp={catchUp} /> : 'Newest first, as decided.'
      }
      actions={
        <>
          <Choice name="outcome" legend="Outcome" options={FILTERS} value={filter} onChange={onFilter} />
          <PauseButton paused={paused} onPause={() => (paused ? catchUp() : setPaused(true))} />
        </>
      }
    >
      <LogHead />
      <div class="scroller" ref={scroller} {...hold.handlers}>
        {log.shown.length === 0 ? (
          <Empty>{emptyText(log.ready, filter)}</Empty>
        ) : (
          <Rows log={log.shown} roving={roving} onOpen={onOpen} />
        )}
      </div>
    </Panel>
  );
};

const emptyText = (ready: boolean, filter: LogFilter): string => {
  if (!ready) return 'Loading…';
  return filter === 'all' ? 'No payment yet. Try one below, or start a stream.' : 'No such payment lately.';
};

const LogHead = () => (
  <div class="log-columns log-head" aria-hidden="true">
    <span>Time</span>
    <span>Outcome</span>
    <span class="number">Amount</span>
    <span>Type</span>
    <span>From → to</span>
    <span>Reason</span>
    <span class="number">Fraud</span>
  </div>
);

type RowsProps = {
  readonly log: readonly FeedItem[];
  readonly roving: ReturnType<typeof useRoving>;
  readonly onOpen: (paymentId: string) => void;
};

const Rows = ({ log, roving, onOpen }: RowsProps) => (
  <ol class="rows" aria-label="Latest decisions" onKeyDown={roving.onKeyDown} onFocusIn={roving.onFocusIn}>
    {log.map((item) => (
      <LogRow key={item.id} item={item} tabIndex={roving.tabIndexOf(item.id)} onOpen={onOpen} />
    ))}
  </ol>
);

type HeldProps = { readonly paused: boolean; readonly count: number; readonly onCatchUp: () => void };

const Held = ({ paused, count, onCatchUp }: HeldProps) => (
  <span class="held">
    {paused ? 'Paused' : 'Held while you read'}
    {count > 0 && (
      <button type="button" class="pill" onClick={onCatchUp}>
        {count} new ↑
      </button>
    )}
  </span>
);

const PauseButton = ({ paused, onPause }: { readonly paused: boolean; readonly onPause: () => void }) => (
  <button type="button" class="button-quiet" aria-pressed={paused} onClick={onPause}>
    {paused ? <PlayIcon /> : <PauseIcon />}
    {paused ? 'Resume' : 'Pause'}
  </button>
);
