import { useEffect, useRef } from 'preact/hooks';
import { onThemeChange, type Palette, readPalette } from './palette.ts';

/** A drawn chart: takes new data or colours in place, so that a refresh moves only what has changed. */
export type Drawn<T> = {
  readonly show: (data: T) => void;
  readonly paint: (palette: Palette) => void;
  readonly destroy: () => void;
};

type ChartCanvasProps<T> = {
  readonly draw: (canvas: HTMLCanvasElement, palette: Palette) => Drawn<T>;
  readonly data: T;
  /** What the chart says, for those who cannot see it. */
  readonly label: string;
};

export const ChartCanvas = <T,>({ draw, data, label }: ChartCanvasProps<T>) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawn = useRef<Drawn<T>>(undefined);
  useEffect(() => {
    if (canvas.current === null) return;
    const made = draw(canvas.current, readPalette());
    drawn.current = made;
    const unlisten = onThemeChange(() => made.paint(readPalette()));
    return () => {
      unlisten();
      made.destroy();
    };
  }, [draw]);
  useEffect(() => drawn.current?.show(data), [data]);
  return (
    <div class="chart">
      <canvas ref={canvas} role="img" aria-label={label} />
    </div>
  );
};
