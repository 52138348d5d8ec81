/**
 * The writes on audiences: create, update, rename, duplicate, publish, deactivate, delete, and taking a change back.
 */
import type { ApiSession } from "../../../../client/src/api/apiSession.js";
import { createAudience } from "../../../../client/src/api/audienceWrites.js";
import { type AudienceDraft, EMPTY_DRAFT } from "../../../../client/src/model/audienceDefinition.js";
import {
  toCreateTask,
  toDeleteTask,
  toUpdateTask,
} from "../../../../client/src/preview/audience/audienceWrite.js";
import { CONFIRMED } from "../../../support/confirmed.js";
import { changeElsewhere } from "../otherWindow.js";
import {
  changeToTakeBack,
  openByCommand,
  startTask,
  type World,
  type WriteCase,
  type WriteDriver,
} from "./writeCase.js";

/** What audiences of the matrix start with. */
export const EXPRESSION = '_acme.loyalty.tier = "gold"';
/** What the editor under test makes of it. */
export const MINE = '_acme.loyalty.tier = "platinum"';
/** What somebody else makes of it. */
export const THEIRS = '_acme.loyalty.tier = "silver"';

const AUDIENCES = "/data/core/ups/audiences";
/** Longer than any list lags behind. */
const LAG_MS = 10_000;

type State = "draft" | "published";

/** An audience made by somebody else. */
export async function makeAudience(
  { organisation }: World,
  session: ApiSession,
  { name, state = "draft" }: { readonly name: string; readonly state?: State },
): Promise<string> {
  const expression = { format: "pql/text", value: EXPRESSION } as const;
  const { id } = await createAudience(session, { name, expression, lifecycleState: state }, CONFIRMED);
  organisation.clock.advance(LAG_MS);
  return id;
}

/** What people write of an audience, by id or by name; "nothing" where there is none. */
export function readAudience({ organisation }: World, idOrName: string, sandbox = "dev"): string {
  const found = organisation
    .state()
    .audiences(sandbox)
    .list()
    .filter(({ record }) => record.id === idOrName || record.name === idOrName);
  if (found.length === 0) return "nothing";
  return found
    .map(({ record }) => {
      const { name, description, expression, lifecycleState } = record;
      return JSON.stringify({ name, description, expression, lifecycleState });
    })
    .join("\n");
}

/** The request that replaces, changes or deletes an audience. */
export function toAudienceRequest(method: string, id = ""): string {
  return id === "" ? `${method} ${AUDIENCES}` : `${method} ${AUDIENCES}/${id}`;
}

const toDraft = (value: string, name: string): AudienceDraft & { readonly name: string } => ({
  ...EMPTY_DRAFT,
  name,
  expression: { format: "pql/text", value },
});

/** A write that makes an audience under a name of its own; nobody else may have the name. */
export function toCreation(
  world: World,
  { name, open, sandbox = "dev" }: { name: string; open: WriteCase["open"]; sandbox?: string },
): WriteCase {
  const session = sandbox === "dev" ? world.other : world.otherStage;
  return {
    subject: name,
    request: toAudienceRequest("POST"),
    mark: `"${name}"`,
    open,
    read: () => readAudience(world, name, sandbox),
    isDone: () =>
      readAudience(world, name, sandbox).split("\n").length === 1 && hasAudience(world, name, sandbox),
    disturb: async () => void (await makeAudience(world, session, { name })),
    startElsewhere: () => startTask(session, (place) => toCreateTask(place, toDraft(THEIRS, name))),
  };
}

function hasAudience(world: World, name: string, sandbox: string): boolean {
  return readAudience(world, name, sandbox) !== "nothing";
}

interface Wish {
  readonly method: string;
  readonly id: string;
  readonly subject: string;
  readonly open: WriteCase["open"];
  readonly isDone: (now: string) => boolean;
  /** What somebody else would make of it. */
  readonly theirs: AudienceDraft;
}

/** A write on an audience that exists. */
export function toChange(world: World, { method, id, subject, open, isDone, theirs }: Wish): WriteCase {
  return {
    subject,
    request: toAudienceRequest(method, id),
    mark: id,
    open,
    read: () => readAudience(world, id),
    isDone: () => isDone(readAudience(world, id)),
    disturb: () => changeElsewhere(world.other, id, { path: "/description", value: "Changed elsewhere" }),
    startElsewhere: () =>
      startTask(world.other, (place) => toUpdateTask(place, { id, subject, draft: theirs, base: undefined })),
  };
}

const CREATE: WriteDriver = {
  name: "create an audience",
  isExclusive: true,
  async prepare(world) {
    const name = world.nextName();
    const given = { action: "create", name, expression: EXPRESSION };
    return toCreation(world, { name, open: () => openByCommand("aep.audience.preview", given) });
  },
};

const UPDATE: WriteDriver = {
  name: "update an audience",
  isExclusive: false,
  async prepare(world) {
    const subject = world.nextName();
    const id = await makeAudience(world, world.other, { name: subject });
    return toChange(world, {
      method: "PUT",
      id,
      subject,
      open: () => openByCommand("aep.audience.preview", { id, name: subject, expression: MINE }),
      isDone: (now) => now.includes("platinum"),
      theirs: { ...EMPTY_DRAFT, expression: { format: "pql/text", value: THEIRS } },
    });
  },
};

const RENAME: WriteDriver = {
  name: "rename an audience",
  isExclusive: false,
  async prepare(world) {
    const subject = world.nextName();
    const id = await makeAudience(world, world.other, { name: subject });
    const name = world.nextName();
    return toChange(world, {
      method: "PUT",
      id,
      subject,
      open: () => openByCommand("aep.audience.rename", { id, name }),
      isDone: (now) => now.includes(`"name":"${name}"`),
      theirs: { ...EMPTY_DRAFT, name: `${name} by somebody else` },
    });
  },
};

const DUPLICATE: WriteDriver = {
  name: "duplicate an audience",
  isExclusive: true,
  async prepare(world) {
    const id = await makeAudience(world, world.other, { name: world.nextName() });
    const name = world.nextName();
    return toCreation(world, { name, open: () => openByCommand("aep.audience.duplicate", { id, name }) });
  },
};

function toMove(verb: string, from: State, to: "published" | "inactive"): WriteDriver {
  return {
    name: `${verb} an audience`,
    isExclusive: false,
    async prepare(world) {
      const subject = world.nextName();
      const id = await makeAudience(world, world.other, { name: subject, state: from });
      return toChange(world, {
        method: "PATCH",
        id,
        subject,
        open: () => openByCommand(`aep.audience.${verb}`, { id }),
        isDone: (now) => now.includes(`"lifecycleState":"${to}"`),
        theirs: { ...EMPTY_DRAFT, lifecycle: to },
      });
    },
  };
}

const DELETE: WriteDriver = {
  name: "delete an audience",
  isExclusive: true,
  async prepare(world) {
    const subject = world.nextName();
    const id = await makeAudience(world, world.other, { name: subject });
    return {
      ...toChange(world, {
        method: "DELETE",
        id,
        subject,
        open: () => openByCommand("aep.audience.delete", { id }),
        isDone: (now) => now === "nothing",
        theirs: EMPTY_DRAFT,
      }),
      startElsewhere: () => startTask(world.other, (place) => toDeleteTask(place, id, subject)),
    };
  },
};

const UNDO: WriteDriver = {
  name: "take back a change of an audience",
  isExclusive: false,
  async prepare(world) {
    const subject = world.nextName();
    const id = await makeAudience(world, world.other, { name: subject });
    const given = { id, name: subject, expression: MINE };
    return toChange(world, {
      method: "PUT",
      id,
      subject,
      open: await changeToTakeBack(id, () => openByCommand("aep.audience.preview", given)),
      isDone: (now) => now.includes("gold"),
      theirs: { ...EMPTY_DRAFT, expression: { format: "pql/text", value: THEIRS } },
    });
  },
};

/** Every write on audiences. */
export const AUDIENCE_DRIVERS: readonly WriteDriver[] = [
  CREATE,
  UPDATE,
  RENAME,
  DUPLICATE,
  toMove("publish", "draft", "published"),
  toMove("deactivate", "published", "inactive"),
  DELETE,
  UNDO,
];
