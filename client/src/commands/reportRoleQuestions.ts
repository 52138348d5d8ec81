/**
 * What of a data view means what a report needs: proposed by name and type, confirmed once, and kept for the data view.
 */
import type { DataViewComponents } from "../reports/reportProblems";
import {
  describeRole,
  listCandidates,
  proposeComponent,
  type ReportRole,
  type RoleIds,
  readRoleIds,
} from "../reports/reportRoles";
import type { Services } from "../services";
import type { Choice } from "../ui/prompts";

interface Needed {
  readonly dataView: string;
  readonly components: DataViewComponents;
  readonly needs: readonly ReportRole[];
}

/** What is known, with what somebody confirms now. */
export async function findRoles(services: Services, needed: Needed): Promise<RoleIds> {
  const { dataView, components, needs } = needed;
  const keptRoles = await services.keptRoles();
  const known = keptRoles.find(dataView);
  const isThere = (role: ReportRole): boolean =>
    known[role] === "" || listCandidates(role, components).some(({ id }) => id === known[role]);
  const unknown = needs.filter((role) => !isThere(role));
  if (unknown.length > 0)
    await keptRoles.keep(dataView, await confirmRoles(services.prompts, { ...needed, needs: unknown }));
  const kept = Object.entries(keptRoles.find(dataView)).filter(([, id]) => id !== "");
  return readRoleIds(Object.fromEntries(kept));
}

async function confirmRoles(prompts: Services["prompts"], { components, needs }: Needed): Promise<RoleIds> {
  const proposed = needs.map((role) => ({ role, component: proposeComponent(role, components) }));
  const detail = proposed
    .map(({ role, component }) => `${describeRole(role).title}: ${component?.name ?? "nothing"}`)
    .join(" · ");
  const isRight = await prompts.pick("What the Data View Calls It", [
    { label: "Use these", detail, value: true },
    { label: "Choose each…", detail: "It is asked once and kept for this data view.", value: false },
  ]);
  const entries: (readonly [ReportRole, string])[] = [];
  for (const { role, component } of proposed) {
    entries.push([role, isRight ? (component?.id ?? "") : await askRole(prompts, { role, components })]);
  }
  return readRoleIds(Object.fromEntries(entries));
}

/** Asks for one; the proposed one stands first. */
async function askRole(
  prompts: Services["prompts"],
  { role, components }: { readonly role: ReportRole; readonly components: DataViewComponents },
): Promise<string> {
  const proposed = proposeComponent(role, components);
  const others = listCandidates(role, components).filter(({ id }) => id !== proposed?.id);
  const choices: Choice<string>[] = [...(proposed === undefined ? [] : [proposed]), ...others].map(
    ({ id, name }) => ({ label: name, description: id, value: id }),
  );
  const none = { label: "It has none", description: "the report leaves it out", value: "" };
  return await prompts.pick(`What Means ${describeRole(role).title}?`, [...choices, none]);
}
