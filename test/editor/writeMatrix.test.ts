/**
 * Every kind of write × every way in which it can end, in a real editor on the sample organisation. Each cell says which
 * requests left, what the person was told and what the platform holds. The other window of “two windows” is a client of its
 * own with its own credential and the same write path, applying at the same moment.
 */

import * as vscode from "vscode";
import type { TestApi } from "../../client/src/testApi.js";
import { closeEditors, getTestApi, useSample } from "./harness/extensionUnderTest.js";
import { AUDIENCE_DRIVERS } from "./harness/writes/audienceDrivers.js";
import { CONTENT_DRIVERS } from "./harness/writes/contentDrivers.js";
import { DESTINATION_DRIVERS } from "./harness/writes/destinationDrivers.js";
import { FILE_DRIVERS } from "./harness/writes/fileDrivers.js";
import { openWorld, type World } from "./harness/writes/writeCase.js";
import {
  type Cell,
  getSettled,
  type OpenCell,
  OUTCOMES,
  openAll,
  perform,
  performAll,
} from "./harness/writes/writeOutcomes.js";

const DRIVERS = [...AUDIENCE_DRIVERS, ...FILE_DRIVERS, ...DESTINATION_DRIVERS, ...CONTENT_DRIVERS];

describe("the matrix of writes", () => {
  let api: TestApi;
  let world: World;
  before(async () => {
    api = await getTestApi();
    await useSample(api);
    world = await openWorld(api, "write-matrix");
  });
  after(async () => {
    await closeEditors();
    await vscode.workspace.fs.delete(world.folder, { recursive: true });
    await api.services.fileStatus.settle();
  });

  for (const outcome of OUTCOMES) {
    describe(outcome.name, () => {
      let opened: readonly PromiseSettledResult<OpenCell>[] = [];
      /** Ways that wait for the platform wait side by side. */
      let ended: readonly PromiseSettledResult<Cell>[] = [];
      before(async () => {
        api.user.reset();
        opened = await openAll(world, DRIVERS);
        if (outcome.isSlow === true) ended = await performAll(world, opened, outcome);
      });
      after(closeEditors);
      for (const [index, driver] of DRIVERS.entries()) {
        it(driver.name, async () => {
          const cell =
            outcome.isSlow === true
              ? getSettled(ended[index])
              : await perform(world, getSettled(opened[index]), outcome);
          outcome.check(cell);
        });
      }
    });
  }
});
