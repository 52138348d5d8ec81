/**
 * Where an index keeps its titles, descriptions and details. Fresh from JSON they stay the values they are, because
 * encoding them costs more than reading the whole schema; from disk they stay bytes until asked for (see binary.ts).
 */
import type { FieldDetails } from "./facts";

/** Texts and details by number. Number 0 is the empty text, and the details of a field without any. */
export interface SchemaTexts {
  text(number: number): string;
  details(number: number): FieldDetails;
}

/** Details of a field that has none. */
export const NO_DETAILS: FieldDetails = {};

/** Texts and details as they were read. Equal texts are kept as often as they came; binary.ts keeps them once. */
export class LiveTexts implements SchemaTexts {
  readonly #texts: string[] = [""];
  readonly #details: FieldDetails[] = [NO_DETAILS];

  /** The number of a text. */
  addText(text: string): number {
    return text === "" ? 0 : this.#texts.push(text) - 1;
  }

  /** The number of these details. */
  addDetails(details: FieldDetails): number {
    return this.#details.push(details) - 1;
  }

  text(number: number): string {
    return this.#texts[number] ?? "";
  }

  details(number: number): FieldDetails {
    return this.#details[number] ?? NO_DETAILS;
  }
}
