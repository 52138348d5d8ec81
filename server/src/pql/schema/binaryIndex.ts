/**
 * An index as one block of bytes and back, so that a cold start need not read JSON. Decoding copies nothing.
 * The file is a cache on one machine: bytes of another version, another byte order or damaged in any way are no index.
 */
import { FlatSchemaIndex } from "./flatIndex";
import type { SchemaColumns, SchemaFacts } from "./schemaColumns";
import type { SchemaIndex } from "./schemaIndex";
import { StoredTexts, TextEncoding } from "./schemaTexts";

/** "PQLX" read as a number in the byte order of the machine: the wrong order does not match. */
const MAGIC = 0x584c5150;
/** Raised with every change of the columns or of what their numbers mean. */
const FORMAT_VERSION = 1;
/** Magic, version, byte length, checksum, then offset and byte length of each section. */
const HEADER_WORDS = 4;
const CHECKSUM_WORD = 3;
const ALIGNMENT = 8;

/** The sections in the order of the file. */
interface Sections extends Omit<SchemaColumns, "facts" | "texts"> {
  readonly textStarts: Int32Array;
  readonly textBytes: Uint8Array;
  /** JSON text of `SchemaFacts`. */
  readonly facts: Uint8Array;
}

const SECTION_NAMES: readonly (keyof Sections)[] = [
  "kind",
  "flags",
  "nameOf",
  "parent",
  "firstChild",
  "childCount",
  "element",
  "title",
  "description",
  "details",
  "nameStart",
  "nameUnits",
  "nameLetters",
  "namePairs",
  "nameInitials",
  "fieldsByNameStart",
  "fieldsByName",
  "childTable",
  "textStarts",
  "textBytes",
  "facts",
];

/** The index as bytes, to be kept by whoever has a place to keep them. */
export function encodeSchema(index: SchemaIndex): Uint8Array {
  const sections = toSections(index.columns);
  const offsets: number[] = [];
  let size = aligned((HEADER_WORDS + SECTION_NAMES.length * 2) * 4);
  for (const name of SECTION_NAMES) {
    offsets.push(size);
    size = aligned(size + sections[name].byteLength);
  }
  const bytes = new Uint8Array(size);
  const words = new Int32Array(bytes.buffer);
  words.set([MAGIC, FORMAT_VERSION, size, 0]);
  SECTION_NAMES.forEach((name, at) => {
    const { buffer, byteOffset, byteLength } = sections[name];
    const offset = offsets[at] ?? 0;
    words.set([offset, byteLength], HEADER_WORDS + at * 2);
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), offset);
  });
  words[CHECKSUM_WORD] = checksumOf(words);
  return bytes;
}

/**
 * The index in these bytes, over the bytes themselves, which must not change any more; `undefined` where they are no whole
 * index of this version. A caller that has compared a checksum of its own, by faster means than ours, says so.
 */
export function decodeSchema(bytes: Uint8Array, isChecked = false): SchemaIndex | undefined {
  // A plain view: what hosts call bytes may be a subclass whose `slice` copies nothing.
  const view = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const block = view.byteOffset % ALIGNMENT === 0 ? view : view.slice();
  if (block.byteLength % ALIGNMENT !== 0 || block.byteLength < HEADER_WORDS * 4) return undefined;
  const words = new Int32Array(block.buffer, block.byteOffset, block.byteLength / 4);
  if (words[0] !== MAGIC || words[1] !== FORMAT_VERSION || words[2] !== block.byteLength) return undefined;
  if (!isChecked && words[CHECKSUM_WORD] !== checksumOf(words)) return undefined;
  return new FlatSchemaIndex(readColumns(new SectionReader(block, words)));
}

function aligned(size: number): number {
  return Math.ceil(size / ALIGNMENT) * ALIGNMENT;
}

/** FNV-1a over whole words, all but the checksum itself. */
function checksumOf(words: Int32Array): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < CHECKSUM_WORD; at++) hash = Math.imul(hash ^ (words[at] ?? 0), 0x01000193);
  for (let at = CHECKSUM_WORD + 1; at < words.length; at++) {
    hash = Math.imul(hash ^ (words[at] ?? 0), 0x01000193);
  }
  return hash;
}

function toSections(columns: SchemaColumns): Sections {
  const { texts } = columns;
  const encoding = new TextEncoding();
  const title = columns.title.map((number) => encoding.add(texts.text(number)));
  const description = columns.description.map((number) => encoding.add(texts.text(number)));
  const details = columns.details.map((number) =>
    number === 0 ? 0 : encoding.addDetails(texts.details(number)),
  );
  const { starts, bytes } = encoding.encode();
  const facts = new TextEncoder().encode(JSON.stringify(columns.facts));
  return { ...columns, title, description, details, textStarts: starts, textBytes: bytes, facts };
}

/** Hands out sections as views. What it reads was written by `encodeSchema`: the checksum has been compared. */
class SectionReader {
  readonly #block: Uint8Array;
  readonly #words: Int32Array;

  constructor(block: Uint8Array, words: Int32Array) {
    this.#block = block;
    this.#words = words;
  }

  ints(name: keyof Sections): Int32Array {
    const section = this.bytes(name);
    return new Int32Array(section.buffer, section.byteOffset, section.byteLength / 4);
  }

  units(name: keyof Sections): Uint16Array {
    const section = this.bytes(name);
    return new Uint16Array(section.buffer, section.byteOffset, section.byteLength / 2);
  }

  bytes(name: keyof Sections): Uint8Array {
    const at = HEADER_WORDS + SECTION_NAMES.indexOf(name) * 2;
    const offset = this.#words[at] ?? 0;
    return this.#block.subarray(offset, offset + (this.#words[at + 1] ?? 0));
  }
}

function readColumns(sections: SectionReader): SchemaColumns {
  return {
    facts: JSON.parse(new TextDecoder().decode(sections.bytes("facts"))) as SchemaFacts,
    kind: sections.bytes("kind"),
    flags: sections.bytes("flags"),
    nameOf: sections.ints("nameOf"),
    parent: sections.ints("parent"),
    firstChild: sections.ints("firstChild"),
    childCount: sections.ints("childCount"),
    element: sections.ints("element"),
    title: sections.ints("title"),
    description: sections.ints("description"),
    details: sections.ints("details"),
    nameStart: sections.ints("nameStart"),
    nameUnits: sections.units("nameUnits"),
    nameLetters: sections.ints("nameLetters"),
    namePairs: sections.ints("namePairs"),
    nameInitials: sections.ints("nameInitials"),
    fieldsByNameStart: sections.ints("fieldsByNameStart"),
    fieldsByName: sections.ints("fieldsByName"),
    childTable: sections.ints("childTable"),
    texts: new StoredTexts({ starts: sections.ints("textStarts"), bytes: sections.bytes("textBytes") }),
  };
}
