/**
 * Pan and zoom of the journey's picture, by Panzoom: a drag pans, the wheel with Ctrl and keys zoom. The picture never leaves its frame.
 * The wheel alone is the page's, as anywhere: a picture that took it would let nobody get past it. Draws nothing.
 */
import createPanzoom, { type PanzoomObject } from "@panzoom/panzoom";
import { keepInFrame, type Layout, type PlacedStep, STEP_WIDTH } from "./layout";

/** Below this, names cannot be read: a large journey starts at its first step instead of as a whole. */
const READABLE = 0.55;

const SMALLEST = 0.02;
const LARGEST = 2.5;
const ROOM = 24;

/** Hands tremble by less. */
const LEAST_DRAG = 3;

/** `picture` moves inside `frame`. */
export class Canvas {
  private readonly panzoom: PanzoomObject;
  private readonly life = new AbortController();
  private isTouched = false;
  private pressed: { readonly x: number; readonly y: number } | undefined;
  private revealed: PlacedStep | undefined;

  constructor(
    private readonly frame: HTMLElement,
    picture: HTMLElement,
    private readonly layout: Layout,
  ) {
    this.panzoom = createPanzoom(picture, {
      minScale: SMALLEST,
      maxScale: LARGEST,
      step: 0.25,
      origin: "0 0",
      cursor: "default",
      handleStartEvent: () => undefined,
      noBind: true,
      roundPixels: true,
    });
    const { signal } = this.life;
    const move = (event: PointerEvent): void => {
      this.panzoom.handleMove(event);
      this.keep();
    };
    const press = (event: PointerEvent): void => {
      this.pressed = { x: event.clientX, y: event.clientY };
      this.panzoom.handleDown(event);
    };
    frame.addEventListener("pointerdown", press, { signal });
    frame.addEventListener("pointermove", (event) => this.noteDrag(event), { signal });
    document.addEventListener("pointermove", move, { signal });
    document.addEventListener("pointerup", this.panzoom.handleUp, { signal });
    frame.addEventListener("wheel", (event) => this.turn(event), { passive: false, signal });
  }

  /** Lets go of the frame, which another picture takes over. */
  end(): void {
    this.life.abort();
  }

  /**
   * Shows the beginning, and again whenever the frame gets another size, until somebody has moved the picture; the step
   * that was last brought into sight stays there.
   */
  start(first: PlacedStep | undefined): void {
    const resizing = new ResizeObserver(() => {
      if (!this.isTouched) this.begin(first);
      if (this.revealed !== undefined) this.reveal(this.revealed);
      this.keep();
    });
    // Panzoom puts the picture back to its corner in a turn of its own after it was made.
    setTimeout(() => {
      if (!this.life.signal.aborted) resizing.observe(this.frame);
    });
    this.life.signal.addEventListener("abort", () => resizing.disconnect());
  }

  /** The whole picture where it stays readable, otherwise its first step. */
  private begin(first: PlacedStep | undefined): void {
    if (this.findFit() >= READABLE || first === undefined) this.showAll();
    else this.place(first, { x: this.frame.clientWidth / 2, y: ROOM + this.layout.stepHeight }, 1);
  }

  /** Shows the whole picture. */
  fit(): void {
    this.isTouched = false;
    this.showAll();
  }

  private showAll(): void {
    const scale = this.findFit();
    this.panzoom.zoom(scale, { force: true });
    const x = (this.frame.clientWidth - this.layout.width * scale) / 2;
    const y = Math.max(0, (this.frame.clientHeight - this.layout.height * scale) / 2);
    this.panTo(x, y);
  }

  /** Zooms around the middle of the frame. */
  zoom(direction: "in" | "out" | "actual"): void {
    this.touch();
    const factor = direction === "in" ? 1.25 : 0.8;
    const scale = direction === "actual" ? 1 : this.panzoom.getScale() * factor;
    const { left, top, width, height } = this.frame.getBoundingClientRect();
    this.panzoom.zoomToPoint(scale, { clientX: left + width / 2, clientY: top + height / 2 });
    this.keep();
  }

  /** Moves the picture only as far as the step needs to be in sight. */
  reveal(step: PlacedStep): void {
    this.revealed = step;
    const scale = this.panzoom.getScale();
    const { x, y } = this.panzoom.getPan();
    const half = { x: STEP_WIDTH / 2, y: this.layout.stepHeight / 2 };
    const toShift = (low: number, high: number, size: number): number =>
      low < ROOM ? ROOM - low : high > size - ROOM ? size - ROOM - high : 0;
    const shiftX = toShift(
      (step.x - half.x + x) * scale,
      (step.x + half.x + x) * scale,
      this.frame.clientWidth,
    );
    const shiftY = toShift(
      (step.y - half.y + y) * scale,
      (step.y + half.y + y) * scale,
      this.frame.clientHeight,
    );
    if (shiftX !== 0 || shiftY !== 0)
      this.panzoom.pan(x + shiftX / scale, y + shiftY / scale, { force: true });
    this.keep();
  }

  private place(step: PlacedStep, at: { readonly x: number; readonly y: number }, scale: number): void {
    this.panzoom.zoom(scale, { force: true });
    this.panTo(at.x - step.x * scale, at.y - step.y * scale);
  }

  /** Moves the picture's corner to a point of the frame; Panzoom counts in pixels of the picture. */
  private panTo(x: number, y: number): void {
    const scale = this.panzoom.getScale();
    this.panzoom.pan(x / scale, y / scale, { force: true });
    this.keep();
  }

  /** Called after every move: Panzoom itself lets the picture go anywhere. */
  private keep(): void {
    const { clientWidth, clientHeight } = this.frame;
    const scale = this.panzoom.getScale();
    const { x, y } = this.panzoom.getPan();
    const keptX = keepInFrame(x * scale, this.layout.width * scale, clientWidth) / scale;
    const keptY = keepInFrame(y * scale, this.layout.height * scale, clientHeight) / scale;
    if (keptX !== x || keptY !== y) this.panzoom.pan(keptX, keptY, { force: true });
  }

  /** A press that goes nowhere opens a step and moves nothing. */
  private noteDrag({ buttons, clientX, clientY }: PointerEvent): void {
    const { pressed } = this;
    if (buttons === 0 || pressed === undefined) return;
    if (Math.hypot(clientX - pressed.x, clientY - pressed.y) > LEAST_DRAG) this.touch();
  }

  private touch(): void {
    this.isTouched = true;
    this.revealed = undefined;
  }

  private turn(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.touch();
    this.panzoom.zoomWithWheel(event);
    this.keep();
  }

  private findFit(): number {
    const { width, height } = this.layout;
    const wide = (this.frame.clientWidth - ROOM) / Math.max(width, 1);
    const high = (this.frame.clientHeight - ROOM) / Math.max(height, 1);
    return Math.max(SMALLEST, Math.min(1, wide, high));
  }
}
