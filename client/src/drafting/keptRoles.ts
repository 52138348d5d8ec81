/**
 * What the components of a data view mean, as somebody confirmed it: kept per workspace, by the id of the data view. Ids only.
 */
import type { Memento } from "vscode";
import { isRecord } from "../model/values";
import { type RoleIds, readRoleIds } from "../reports/reportRoles";

const STATE_KEY = "aep.reportRoles";

/** The confirmed meanings of this workspace. */
export class KeptRoles {
  constructor(private readonly state: Pick<Memento, "get" | "update">) {}

  /** What is known of a data view. */
  find(dataView: string): RoleIds {
    return readRoleIds(this.read()[dataView]);
  }

  /** Adds to what is known; a role that the data view has nothing for is kept as an empty text, so that it is not asked again. */
  async keep(dataView: string, roles: RoleIds): Promise<void> {
    const all = { ...this.read(), [dataView]: { ...this.find(dataView), ...roles } };
    await this.state.update(STATE_KEY, all);
  }

  private read(): Readonly<Record<string, unknown>> {
    const kept = this.state.get<unknown>(STATE_KEY);
    return isRecord(kept) ? kept : {};
  }
}
