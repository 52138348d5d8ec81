/**
 * The sample organisation's sandbox `dev` as somebody outside the editor sees and changes it.
 */

import assert from "node:assert/strict";
import type { ApiSession } from "../../../client/src/api/apiSession.js";
import {
  fetchContentTemplate,
  listContentFragments,
  listContentTemplates,
} from "../../../client/src/api/contentItems.js";
import { fetchFlow, listDestinationFlows } from "../../../client/src/api/flows.js";
import { patchFlow, toAdditionPatches } from "../../../client/src/api/flowWrites.js";
import { collectItems, type PageWalk } from "../../../client/src/api/pages.js";
import type { TestApi } from "../../../client/src/testApi.js";
import { CONFIRMED } from "../../support/confirmed.js";
import { getOrganisation } from "./extensionUnderTest.js";
import { openElsewhere } from "./otherWindow.js";

/** Looks and changes without the editor. */
export interface PlatformPlace {
  readonly session: ApiSession;
  countWrites(): Promise<number>;
  findFlow(name: string): Promise<string>;
  audiencesOf(flow: string): Promise<readonly string[]>;
  /** What a destination says about one of its audiences. */
  settingsOf(flow: string, audience: string): Promise<object | undefined>;
  addElsewhere(flow: string, audience: string): Promise<void>;
  findTemplate(name: string): Promise<string>;
  findFragment(name: string): Promise<string>;
  readTemplate(id: string): Promise<unknown>;
}

/** Opens the place. */
export async function openPlatformPlace(api: TestApi): Promise<PlatformPlace> {
  const session = await openElsewhere(api);
  return {
    session,
    countWrites: async () => (await getOrganisation(api)).traffic().report().writes.length,
    findFlow: (name) => findNamed(listDestinationFlows(session), name),
    audiencesOf: async (flow) => (await fetchFlow(session, flow)).audiences.map(({ id }) => id),
    settingsOf: async (flow, audience) =>
      (await fetchFlow(session, flow)).audiences.find(({ id }) => id === audience)?.settings,
    addElsewhere: async (id, audience) => {
      const flow = await fetchFlow(session, id);
      await patchFlow(
        session,
        {
          flow,
          patches: toAdditionPatches(flow, [{ id: audience, name: "Theirs" }]),
        },
        CONFIRMED,
      );
    },
    findTemplate: (name) => findNamed(listContentTemplates(session), name),
    findFragment: (name) => findNamed(listContentFragments(session), name),
    readTemplate: async (id) => (await fetchContentTemplate(session, id)).raw,
  };
}

async function findNamed(
  walk: PageWalk<{ readonly id: string; readonly name: string }>,
  name: string,
): Promise<string> {
  const found = (await collectItems(walk)).find((item) => item.name === name);
  assert.ok(found, `${name} is in the sample organisation`);
  return found.id;
}
