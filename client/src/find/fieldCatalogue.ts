/**
 * The fields of a sandbox's union schemas as flat lists, made from the files the schema keeper has. Made once per fetched
 * schema; knows nothing of the platform.
 */
import { type SandboxTarget, toSandboxKey } from "../model/resource";
import { readSchemaFields, type SchemaField, type SchemaRoot, walkFields } from "../model/schemaFields";
import type { SchemaKeeper } from "../resources/schemaKeeper";

/** Fields by sandbox. */
export class FieldCatalogue {
  private readonly known = new Map<string, { fetchedAt: number; fields: Promise<readonly SchemaField[]> }>();

  constructor(private readonly keeper: SchemaKeeper) {}

  /** Every field PQL can read in the sandbox; empty while its schemas are not known. */
  async list(target: SandboxTarget): Promise<readonly SchemaField[]> {
    await this.keeper.ensure(target);
    const schemas = this.keeper.find(target)?.schemas;
    if (schemas === undefined) return [];
    const key = toSandboxKey(target);
    const known = this.known.get(key);
    if (known?.fetchedAt === schemas.fetchedAt) return await known.fields;
    const { profile, experienceEvent } = schemas.files;
    const fields = Promise.all([
      this.readFields(key, profile, "profile"),
      this.readFields(key, experienceEvent, "event"),
    ]);
    const flat = fields.then((lists) => lists.flat());
    this.known.set(key, { fetchedAt: schemas.fetchedAt, fields: flat });
    flat.catch(() => this.known.delete(key));
    return await flat;
  }

  private async readFields(
    key: string,
    address: string | undefined,
    root: SchemaRoot,
  ): Promise<readonly SchemaField[]> {
    if (address === undefined) return [];
    return [...walkFields(readSchemaFields(JSON.parse(await this.keeper.read(key, address)), root))];
  }
}
