/**
 * German, as it is shipped: a build of what words failures and rows, with the shipped bundle, as an editor starts it.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { ResultTable } from "../../../../client/src/reports/reportResult.js";
import { inRepository, makeTemporaryFolder } from "../../../support/folders.js";

/** Begins as the entry of the extension does, and says some sentences. */
const PROGRAM = `
  import { beginSpeaking, say, sayCount, sayNumber, sayShortNumber } from "./client/src/words/say";
  export async function find(sentences, table) {
    beginSpeaking(sentences, "de");
    const { findFindings } = await import("./client/src/reports/findings");
    return findFindings(table).findings.map(({ text }) => text);
  }
  export async function draw(sentences) {
    beginSpeaking(sentences, "de");
    const [{ drawFigureTable }, { readDays, sayDays }, { toNodeWord }, { describeAudience }] = await Promise.all([
      import("./client/src/pages/frame/figureTable"), import("./client/src/reports/reportDates"),
      import("./client/src/pages/audience/dependencyGraph"), import("./client/src/model/stateSentences"),
    ]);
    const source = say("the data view “{0}” of Customer Journey Analytics", "A");
    const days = sayDays(readDays(say("{0} to {1}", "2026-10-31", "2026-11-29")));
    const users = { audiences: 2, journeys: 1, campaigns: 0, destinations: 1 };
    return [
      drawFigureTable({ source, days, columns: [], findings: [], remarks: [] }, { of: "", title: "", rows: [] }).values[0],
      toNodeWord({ kind: "destination", state: "enabled", isUnreadable: false }),
      ...describeAudience({ users, measured: [] }, 0).map(({ text }) => text),
    ];
  }
  export async function count(sentences) {
    beginSpeaking(sentences, "de");
    const { readStepNumbers } = await import("./client/src/pages/journey/figuresView");
    const columns = ["entry", "purchase", "send", "open", "click"].map((role) => ({ role, name: role }));
    const steps = [{ step: "A", values: [31_418, 55, 146_052, 46_207, 6_243] }];
    return readStepNumbers({ columns, steps }, { steps: [{ key: "a", name: "A" }] }).get("a").lines;
  }
  export async function speak(sentences) {
    beginSpeaking(sentences, "de");
    const [{ describeFailure }, { ApiError }, { toEmptyNotice }, { unlinkedFiles }, { toGroups }, { drawHead }, { describeAudience }] = await Promise.all([
      import("./client/src/model/failureText"), import("./client/src/api/apiError"),
      import("./client/src/tree/notices"), import("./client/src/model/refusals"),
      import("./client/src/tree/listView"), import("./client/src/pages/frame/frameView"),
      import("./client/src/model/stateSentences"),
    ]);
    const rows = [{ kind: "audience", id: "a", name: "A", facts: [], state: "active" }];
    return [
      describeFailure(new ApiError("throttled", { retryAfterMs: 12000 })).text,
      describeFailure(new ApiError("sandboxForbidden", {}), { reader: "pipeline" }).text,
      toEmptyNotice("a", "audience", undefined).data.text,
      toEmptyNotice("a", "audience", "Gold").data.text,
      unlinkedFiles(1, "dev").message,
      unlinkedFiles(2, "dev").message,
      sayCount(1234, ["{0} member", "{0} members"]),
      sayNumber(1234.5),
      sayNumber(6240, { notation: "compact", maximumSignificantDigits: 3 }),
      sayShortNumber(9313),
      sayShortNumber(2080811),
      toGroups(rows, "state", new Map())[0]?.label,
      drawHead({ word: "A", name: "B", connection: "C", sandbox: "dev", state: "published" }).values[2].values[0],
      describeAudience({ state: "published", measured: [] }, 0)[0].text,
    ];
  }`;

type Program = {
  readonly speak: (sentences: unknown) => Promise<readonly string[]>;
  readonly count: (sentences: unknown) => Promise<readonly string[]>;
  readonly draw: (sentences: unknown) => Promise<readonly string[]>;
  readonly find: (sentences: unknown, table: ResultTable) => Promise<readonly string[]>;
};

const column = (name: string) => ({ id: name, name, type: "int", failure: undefined });

/** Of everything that is found there is something. */
const TABLE: ResultTable = {
  title: "Schritte",
  dimension: { id: "variables/channel", name: "Kanal" },
  breakdowns: [],
  columns: [column("Besuche"), column("Käufe")],
  steps: [0, 1],
  rows: [
    { id: "1", label: "Suche", values: [6_000, 300], before: [5_000, 250] },
    { id: "2", label: "E-Mail", values: [2_000, 400], before: [4_000, 800] },
    ...["A", "B", "C", "D"].map((label) => ({ id: label, label, values: [50, 1], before: [50, 1] })),
  ],
  totals: [8_200, 704],
  totalsBefore: [9_200, 1_054],
  gaps: [],
  allRows: 6,
  requests: [],
};

async function buildProgram(): Promise<Program> {
  const { outputFiles } = await build({
    stdin: { contents: PROGRAM, resolveDir: inRepository(), loader: "ts" },
    bundle: true,
    format: "esm",
    platform: "node",
    external: ["vscode"],
    write: false,
    logLevel: "silent",
  });
  return (await import(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? "")}`)) as Program;
}

/** Writes the bundles as the build does. */
async function writeTranslations(folder: string): Promise<void> {
  const build = await import(pathToFileURL(inRepository("client/libraries/translations.mjs")).href);
  await build.writeTranslations(inRepository(), folder);
}

describe("the extension in German", () => {
  const folder = makeTemporaryFolder("languages");
  let program: Program;

  before(async () => {
    await writeTranslations(folder);
    program = await buildProgram();
  });

  it("says failures, rows and numbers", async () => {
    const bundle = JSON.parse(readFileSync(path.join(folder, "bundle.l10n.de.json"), "utf8"));
    assert.deepEqual(await program.speak(bundle), [
      "Die Plattform bittet, langsamer anzufragen. Versuchen Sie es in 12 Sekunden erneut.",
      "Die Zugangsdaten dürfen diese Sandbox nicht verwenden, oder nicht dafür. Ask an administrator to add the API credential to a Role that covers the sandbox (Permissions → Roles).",
      "Keine Zielgruppen (Sandbox)",
      "Nichts enthält „Gold“ im Namen",
      "Diese Datei ist mit keiner Zielgruppe in dev verknüpft.",
      "Keine dieser Dateien ist mit einer Zielgruppe in dev verknüpft.",
      "1.234 Mitglieder",
      "1.234,5",
      "6.240",
      "9.313",
      "2,08\u00a0Mio.",
      "aktiv",
      "veröffentlicht",
      "Sie ist veröffentlicht.",
    ]);
  });

  it("says what stands out in a table", async () => {
    const bundle = JSON.parse(readFileSync(path.join(folder, "bundle.l10n.de.json"), "utf8"));
    assert.deepEqual(await program.find(bundle, TABLE), [
      "Besuche: 8.200 (davor 9.200), −10,9 %.",
      "Käufe: 704 (davor 1.054), −33,2 %.",
      "Größte Änderung: E-Mail, Besuche 2.000 (davor 4.000), −50 %.",
      "Am besten: E-Mail, Käufe von Besuche 20 %.",
      "Am schlechtesten: Suche, Käufe von Besuche 5 %.",
      "Zu klein für eine Aussage: A (50 Besuche), B (50 Besuche), C (50 Besuche) und 1 weitere. Unter 100 entscheidet der Zufall.",
      "Der Schritt, der am meisten verliert: von Besuche zu Käufe, 8.200 zu 704, 91,4 % verloren (davor: 88,5 %).",
    ]);
  });

  it("says on pages where numbers come from, of which days, and who uses an audience", async () => {
    const bundle = JSON.parse(readFileSync(path.join(folder, "bundle.l10n.de.json"), "utf8"));
    assert.deepEqual(await program.draw(bundle), [
      "Quelle: die Datenansicht „A“ von Customer Journey Analytics, 31.10.2026 bis 29.11.2026.",
      "Ziel · aktiviert",
      "2 Zielgruppen, 1 Journey und 1 Ziel verwenden sie.",
    ]);
  });

  it("writes no numbers over the edge of a step", async () => {
    const bundle = JSON.parse(readFileSync(path.join(folder, "bundle.l10n.de.json"), "utf8"));
    assert.deepEqual(await program.count(bundle), [
      "31.418 Eintritte · 55 gekauft",
      "146.052 gesendet",
      "46.207 geöffnet",
      "6.243 geklickt",
    ]);
  });

  it("ships neither English nor the sentences it translates", () => {
    const text = readFileSync(path.join(folder, "bundle.l10n.de.json"), "utf8");
    assert.doesNotMatch(text, /The platform|Nothing contains/);
  });
});
