/**
 * The picture of a table as an image for slides and mails: what it is, for when, and the same bars or lines as on the page, in the
 * colours of the theme. Draws no number that the page does not show.
 */

import { say } from "../../words/say";
import type { ReportTableContent } from "./reportPageContent";
import { type Bar, toItemBars, toStepBars } from "./reportPicture";

/** What an image shows. */
export interface ImageParts {
  readonly title: string;
  /** Data view and days. */
  readonly subtitle: string;
  readonly table: ReportTableContent;
  readonly metric: number;
  /** The plot on the page, for tables that have one. */
  readonly plot: HTMLCanvasElement | undefined;
}

/** Sharp on screens of twice the usual density. */
const SCALE = 2;
const WIDTH = 900;
const MARGIN = 24;
const HEAD_HEIGHT = 72;
const ROW_HEIGHT = 26;
const LEGEND_HEIGHT = 16;
const LEGEND_WIDTH = 140;
const LABEL_WIDTH = 240;
/** Room behind the longest bar for its number. */
const NUMBER_WIDTH = 160;

/** The image as PNG. */
export async function drawImage(parts: ImageParts): Promise<Blob> {
  const { table, metric, plot } = parts;
  const groups =
    plot === undefined
      ? [toItemBars(table, metric), toStepBars(table)].filter(({ length }) => length > 0)
      : [];
  const plotHeight = plot === undefined ? 0 : (plot.height / plot.width) * (WIDTH - 2 * MARGIN);
  const plotRoom = plot === undefined ? 0 : plotHeight + LEGEND_HEIGHT;
  const barHeight = groups.reduce((sum, bars) => sum + (bars.length + 1) * ROW_HEIGHT, 0);
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH * SCALE;
  canvas.height = (HEAD_HEIGHT + plotRoom + barHeight + MARGIN) * SCALE;
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("This window cannot draw pictures.");
  pen.scale(SCALE, SCALE);
  drawHead(pen, parts);
  if (plot !== undefined) {
    if (table.totalsBefore !== undefined) drawLegend(pen);
    pen.drawImage(plot, MARGIN, HEAD_HEIGHT + LEGEND_HEIGHT, WIDTH - 2 * MARGIN, plotHeight);
  }
  let top = HEAD_HEIGHT;
  for (const bars of groups) {
    drawBars(pen, bars, top);
    top += (bars.length + 1) * ROW_HEIGHT;
  }
  return await toPng(canvas);
}

function drawHead(pen: CanvasRenderingContext2D, { title, subtitle, table, metric }: ImageParts): void {
  pen.fillStyle = readColor("--vscode-editor-background", "white");
  pen.fillRect(0, 0, pen.canvas.width, pen.canvas.height);
  pen.fillStyle = readColor("--vscode-foreground", "black");
  const metricName = table.columns[metric]?.name ?? "";
  write(pen, `${title} · ${table.title}: ${metricName}`, { left: MARGIN, top: 32, font: "600 17px" });
  pen.fillStyle = readColor("--vscode-descriptionForeground", "gray");
  write(pen, subtitle, { left: MARGIN, top: 54, font: "12px" });
}

/** Which line is which, in the colours the plot has in this theme. */
function drawLegend(pen: CanvasRenderingContext2D): void {
  const lines = [
    ["blue", say("days asked for")],
    ["orange", say("days before")],
  ] as const;
  for (const [index, [color, label]] of lines.entries()) {
    const left = MARGIN + index * LEGEND_WIDTH;
    pen.fillStyle = readColor(`--vscode-charts-${color}`, color);
    pen.fillRect(left, HEAD_HEIGHT - 8, 12, 12);
    pen.fillStyle = readColor("--vscode-foreground", "black");
    write(pen, label, { left: left + 18, top: HEAD_HEIGHT + 2, font: "12px" });
  }
}

function drawBars(pen: CanvasRenderingContext2D, bars: readonly Bar[], top: number): void {
  const most = Math.max(...bars.map(({ value }) => value), 0);
  const room = WIDTH - 2 * MARGIN - LABEL_WIDTH - NUMBER_WIDTH;
  bars.forEach(({ label, value, text }, index) => {
    const middle = top + index * ROW_HEIGHT + ROW_HEIGHT / 2;
    const left = MARGIN + LABEL_WIDTH;
    const width = most > 0 ? Math.max(1, (value / most) * room) : 1;
    pen.fillStyle = readColor("--vscode-foreground", "black");
    write(pen, label, { left: MARGIN, top: middle + 4, font: "13px", width: LABEL_WIDTH - 12 });
    write(pen, text, { left: left + width + 8, top: middle + 4, font: "13px", width: NUMBER_WIDTH - 8 });
    pen.fillStyle = readColor("--vscode-charts-blue", "steelblue");
    pen.fillRect(left, middle - 8, width, 16);
  });
}

interface Writing {
  readonly left: number;
  readonly top: number;
  readonly font: string;
  /** What is longer is cut off. */
  readonly width?: number;
}

function write(
  pen: CanvasRenderingContext2D,
  text: string,
  { left, top, font, width = WIDTH - 2 * MARGIN }: Writing,
): void {
  pen.font = `${font} ${getComputedStyle(document.body).fontFamily}`;
  const characters = Array.from(text);
  let shown = text;
  while (characters.length > 1 && pen.measureText(shown).width > width) {
    characters.pop();
    shown = `${characters.join("").trimEnd()}…`;
  }
  pen.fillText(shown, left, top);
}

function readColor(name: string, otherwise: string): string {
  const color = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  return color === "" ? otherwise : color;
}

async function toPng(canvas: HTMLCanvasElement): Promise<Blob> {
  return await new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error("This window cannot make an image of the picture."));
      else resolve(blob);
    }, "image/png");
  });
}
