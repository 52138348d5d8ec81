/** The three sandboxes of the organisation. Facts about them only; what is inside each is generated elsewhere. */
import type { Seeded } from "../seeded";

/** One sandbox as the service stores it. */
export interface Sandbox {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly type: "production" | "development";
  readonly region: string;
  readonly isDefault: boolean;
  /** The schemas here lack what production got last. */
  readonly isBehind: boolean;
}

/** The sandbox as objects inside it name it. */
export function toSandboxWire({ id, name, type, isDefault }: Sandbox): object {
  return { sandboxId: id, sandboxName: name, type, default: isDefault };
}

/** Returns the sandboxes, production first. */
export function createSandboxes(seeded: Seeded): readonly [Sandbox, ...Sandbox[]] {
  const make = (name: string, title: string, type: Sandbox["type"]): Sandbox => ({
    id: seeded.uuid(`sandbox/${name}`),
    name,
    title,
    type,
    region: "NLD2",
    isDefault: type === "production",
    isBehind: name === "stage",
  });
  return [
    make("prod", "Production", "production"),
    make("dev", "Development", "development"),
    make("stage", "Staging", "development"),
  ];
}
