/**
 * Short texts that a pattern finds. Looks at the parsed pattern alone; whether a sample fits is for the evaluator to say.
 */
import type { PatternNode } from "../evaluate/pattern/patternParser";

/** Beyond these a pattern's ways are not told apart. */
const MOST_SAMPLES = 4;
/** Tried in this order for a character. */
const SIGNS = "ax1A0-_ .@+/:,;!#%&'()*<=>?[]^`{|}~\"\\$éß";

/** Texts the pattern may find, shortest ways first. */
export function sampleOf(node: PatternNode): readonly string[] {
  switch (node.kind) {
    case "character":
      return sampleCharacter(node.test);
    case "assertion":
      return [""];
    case "group":
      return sampleOf(node.body);
    case "choice":
      return unique(node.options.flatMap(sampleOf));
    case "repeat": {
      const once = sampleOf(node.body);
      const least = Math.min(node.least, 100);
      if (least > 0) return once.map((text) => text.repeat(least));
      return unique(["", ...once]);
    }
    case "sequence":
      return node.parts.reduce<readonly string[]>(
        (texts, part) => unique(texts.flatMap((text) => sampleOf(part).map((more) => text + more))),
        [""],
      );
  }
}

function sampleCharacter(test: (sign: number) => boolean): readonly string[] {
  for (const sign of SIGNS) if (test(sign.codePointAt(0) ?? 0)) return [sign];
  for (let code = 33; code < 0x250; code++) if (test(code)) return [String.fromCodePoint(code)];
  return [];
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].slice(0, MOST_SAMPLES);
}
