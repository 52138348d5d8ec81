/**
 * An inventory of every scenario of the sample organisation: whatever the platform does, inventory.json is as its schema says, what
 * could not be read is named, and nobody who works with the organisation is in the folder.
 */
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { isApiError } from "../../client/src/api/apiError.js";
import { redactText } from "../../client/src/api/redaction.js";
import { openInventoryDisk } from "../../client/src/inventory/inventoryDisk.js";
import { takeInventory } from "../../client/src/inventory/takeInventory.js";
import { openCoreRules } from "../../client/src/pipeline/coreRules.js";
import { sampleCredentials } from "../../client/src/sample/sampleCredentials.js";
import { SCENARIOS } from "../../client/src/sample/scenarios.js";
import { inRepository } from "../support/folders.js";
import { openSample } from "../unit/client/api/support/samplePlatform.js";

const schema = JSON.parse(readFileSync(inRepository("client/schemas/inventory.schema.json"), "utf8"));
const ajv = new Ajv({ strict: true, allErrors: true });
addFormats(ajv);
const validator = ajv.compile(schema);
const validate = (value: unknown): boolean => validator(value);

interface Inventory {
  readonly isComplete: boolean;
  readonly objects: readonly unknown[];
}

/** What only writes, estimates and other hosts feel: an inventory reads the same as in calm weather. */
const UNFELT =
  /^(created-201|estimate-|graph-type|preview-|no-sample|policies-|flow-|policy-|publication-|reports-|slow-(report|index)|other-editor|writes-|short-lived|milliseconds|mint-throttle|clock-skew|next-|chunked|gzip|big-org$|slow-index)/;
/** These last in real time and change no answer. */
const SLOW: ReadonlySet<string> = new Set(["latency", "jitter", "slow-endpoint"]);
/** Who works with the sample organisation, by name, address or account. */
const STAFF = ["dana.keller", "ravi.menon", "lotte.bos", "Dana Keller", "Ravi Menon", "@AdobeID"];

function readFolder(path: string): string {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), "utf8"))
    .join("\n");
}

/** What the organisation says to everybody may name its own addresses; nothing else may name any. */
function assertNobodyIsNamed(path: string): void {
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(md|json|ndjson|pql|svg)$/.test(entry.name)) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), "utf8").replaceAll(
      sampleCredentials().orgId,
      "",
    );
    assert.equal(redactText(text), text, `${entry.name} names somebody`);
  }
}

/** `AEP_TEST_EVERY_SCENARIO=1` takes an inventory of the others, too, which lasts minutes. */
const EVERY = process.env.AEP_TEST_EVERY_SCENARIO === "1";

describe("an inventory of the scenario", function () {
  this.timeout(EVERY ? 600_000 : 60_000);
  for (const scenario of Object.keys(SCENARIOS)) {
    if (!EVERY && (SLOW.has(scenario) || UNFELT.test(scenario))) continue;
    it(scenario, async () => {
      const path = mkdtempSync(join(tmpdir(), "aep-inventory-"));
      try {
        const { session } = openSample({ scenario });
        const report = await takeInventory({
          session,
          folder: openInventoryDisk(path),
          openRules: openCoreRules,
        }).catch((error: unknown) => {
          assert.ok(isApiError(error), String(error));
          return undefined;
        });
        const names = readdirSync(path);
        assert.equal(names.includes("overview.md"), report !== undefined);
        if (report === undefined) return;
        const inventory: Inventory = JSON.parse(readFileSync(join(path, "inventory.json"), "utf8"));
        const isValid: boolean = validate(inventory);
        assert.ok(isValid, ajv.errorsText(validator.errors));
        assert.equal(inventory.isComplete, report.failures.length === 0);
        if (scenario === "default") assert.equal(inventory.objects.length, 222);
        assertNobodyIsNamed(path);
        const text = readFolder(path);
        for (const person of STAFF) assert.ok(!text.includes(person), person);
        for (const { id, name, reason } of report.failures) {
          assert.ok(text.includes(JSON.stringify(reason)), `${name ?? id}: ${reason}`);
        }
      } finally {
        rmSync(path, { recursive: true });
      }
    });
  }
});
