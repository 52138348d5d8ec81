/**
 * A small plot over time, drawn by uPlot in the colours of the theme. The picture is for eyes; every page puts a table
 * with the same numbers beside it.
 */
import "uplot/dist/uPlot.min.css";
import "./plot.css";
import uPlot from "uplot";
import { say, sayDay, sayNumber } from "../../words/say";
import { toTimeText } from "./facts";
import { toStretch } from "./plotStretch";
import { toUtcMarks } from "./utcMarks";

/** One line or one row of bars. A missing number is a gap, never zero. */
export interface PlotSeries {
  readonly label: string;
  /** One of the theme's chart colours: `blue`, `green`, `red`, `yellow`, `orange`, `purple`. */
  readonly color: string;
  readonly values: readonly (number | null)[];
}

/** What is plotted: moments in milliseconds since 1970, ascending, and a value of each series at each. */
export interface PlotData {
  readonly label: string;
  readonly times: readonly number[];
  readonly series: readonly PlotSeries[];
  readonly isBars?: boolean;
  /** What is counted, written beside the axis: "Members", "Records". */
  readonly unit: string;
}

const HEIGHT = 200;

const DAY_SECONDS = 86_400;

/** `<aep-plot .data=${…}>`; follows the width of its place and the theme. */
export class PlotElement extends HTMLElement {
  private plot: uPlot | undefined;
  private current: PlotData | undefined;
  private readonly resizing = new ResizeObserver(() => this.fit());
  private readonly theme = new MutationObserver(() => this.draw());

  set data(data: PlotData) {
    if (JSON.stringify(data) === JSON.stringify(this.current)) return;
    this.current = data;
    if (this.isConnected) this.draw();
  }

  connectedCallback(): void {
    this.resizing.observe(this);
    this.theme.observe(document.body, { attributes: true, attributeFilter: ["class"] });
    this.draw();
  }

  disconnectedCallback(): void {
    this.resizing.disconnect();
    this.theme.disconnect();
    this.plot?.destroy();
    this.plot = undefined;
  }

  private fit(): void {
    if (this.clientWidth > 0) this.plot?.setSize({ width: this.clientWidth, height: HEIGHT });
  }

  private draw(): void {
    this.plot?.destroy();
    this.plot = undefined;
    const { current } = this;
    if (current === undefined) return;
    this.setAttribute("role", "img");
    this.setAttribute("aria-label", current.label);
    const seconds = current.times.map((time) => time / 1_000);
    const values = current.series.map((series) => [...series.values]);
    this.plot = new uPlot(toOptions(current, Math.max(this.clientWidth, 200)), [seconds, ...values], this);
  }
}

function toOptions(data: PlotData, width: number): uPlot.Options {
  const axis = {
    stroke: readColor("--vscode-foreground"),
    grid: { stroke: readColor("--vscode-panel-border", "--vscode-contrastBorder"), width: 1 },
    ticks: { show: false },
    font: `11px ${getComputedStyle(document.body).fontFamily}`,
  };
  const { isBars = false } = data;
  const count = data.times.length;
  const label = { labelFont: axis.font, labelSize: 16, labelGap: 0 };
  return {
    width,
    height: HEIGHT,
    legend: { show: data.series.length > 1 },
    cursor: { y: false },
    padding: [8, 40, 0, 0],
    axes: [
      {
        ...axis,
        ...label,
        label: "UTC",
        space: 80,
        splits: (...[, , first, last, step]) => toUtcMarks(first, last, step),
        values: toDayTexts,
        size: toDayHeight,
      },
      {
        ...axis,
        ...label,
        label: data.unit,
        size: 60,
        values: (_plot, splits) => splits.map(toShortNumber),
      },
    ],
    scales: {
      ...(isBars || count === 1
        ? { x: { range: (_plot, first, last) => toStretch({ count, isBars }, first, last) } }
        : {}),
      y: { range: (_plot, _lowest, highest) => [0, Math.max(highest ?? 0, 1) * 1.1] },
    },
    series: [
      { label: say("Time"), value: (_plot, seconds) => toMomentText(seconds) },
      ...data.series.map((series) => toSeries(series, isBars)),
    ],
  };
}

function toSeries({ label, color }: PlotSeries, isBars: boolean): uPlot.Series {
  const stroke = readColor(`--vscode-charts-${color}`, "--vscode-foreground");
  const bars = uPlot.paths.bars?.({ size: [0.7, 24] });
  return isBars && bars !== undefined
    ? { label, stroke, value: toPointText, fill: stroke, paths: bars, points: { show: false } }
    : { label, stroke, value: toPointText, width: 2, spanGaps: false, points: { show: true, size: 6 } };
}

function readColor(...names: readonly string[]): string {
  const style = getComputedStyle(document.documentElement);
  return names.map((name) => style.getPropertyValue(name).trim()).find((color) => color !== "") ?? "gray";
}

/** Days as everywhere on pages, with the time of day below where one axis shows moments of one day. */
function toDayTexts(_plot: uPlot, splits: readonly number[]): string[] {
  const isWithinDays = splits.some((seconds) => seconds % DAY_SECONDS !== 0);
  return splits.map((seconds) => {
    const day = sayDay(seconds * 1_000);
    return isWithinDays ? `${day}\n${new Date(seconds * 1_000).toISOString().slice(11, 16)}` : day;
  });
}

/** One or two lines of text; there are none while nothing is drawn. */
function toDayHeight(_plot: uPlot, texts: readonly string[] | null): number {
  return (texts ?? []).some((text) => text.includes("\n")) ? 40 : 24;
}

/** uPlot has no moment where nothing is pointed at. */
function toMomentText(seconds: number | null): string {
  return seconds === null ? "–" : toTimeText(seconds * 1_000);
}

/** A number that is pointed at, as everywhere on the page: uPlot asks the browser, which may speak another language. */
function toPointText(_plot: uPlot, value: number | null): string {
  return value === null ? "–" : sayNumber(value);
}

function toShortNumber(value: number): string {
  return sayNumber(value, { notation: "compact", maximumFractionDigits: 2 });
}
