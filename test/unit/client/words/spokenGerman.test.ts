/**
 * German, as it is shipped: a build of what words failures and rows, with the shipped bundle, as an editor starts it.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { inRepository, makeTemporaryFolder } from "../../../support/folders.js";

/** Begins as the entry of the extension does, and says some sentences. */
const PROGRAM = `
  import { beginSpeaking, sayCount, sayNumber } from "./client/src/words/say";
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
      toGroups(rows, "state", new Map())[0]?.label,
      drawHead({ word: "A", name: "B", connection: "C", sandbox: "dev", state: "published" }).values[2].values[0],
      describeAudience({ state: "published", measured: [] }, 0)[0].text,
    ];
  }`;

type Program = { readonly speak: (sentences: unknown) => Promise<readonly string[]> };

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
      "aktiv",
      "veröffentlicht",
      "Sie ist veröffentlicht.",
    ]);
  });

  it("ships neither English nor the sentences it translates", () => {
    const text = readFileSync(path.join(folder, "bundle.l10n.de.json"), "utf8");
    assert.doesNotMatch(text, /The platform|Nothing contains/);
  });
});
