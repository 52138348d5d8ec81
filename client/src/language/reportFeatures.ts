/**
 * What the editor shows in report files: names of ids, ids by name, ids the data view lacks. What a data view has is asked once and
 * kept in memory; while it is not known, nothing is said about ids.
 */
import { findNodeAtLocation, getLocation, type Node, parseTree } from "jsonc-parser";
import * as vscode from "vscode";
import { listDataViews } from "../api/cjaDataViews";
import { collectItems } from "../api/pages";
import type { Selection } from "../auth/selection";
import type { Sessions } from "../auth/sessions";
import type { Log } from "../log";
import { fetchAllComponents } from "../reports/reportComponents";
import { readReportFile } from "../reports/reportFile";
import {
  type DataViewComponents,
  findReportProblems,
  listReportIds,
  type ReportId,
} from "../reports/reportProblems";

/** What report files are served with. */
export interface ReportLanguageSources {
  readonly sessions: () => Promise<Sessions>;
  readonly selection: Selection;
  readonly log: Log;
}

/** Something with an id. */
interface Named {
  readonly id: string;
  readonly name: string;
}

type IdKind = "dataView" | ReportId["kind"];

/** Serves the report files of one window. */
export class ReportFeatures {
  private readonly views = new Map<string, Promise<readonly Named[]>>();
  private readonly components = new Map<string, Promise<DataViewComponents>>();

  /** `onRead` is called when names became known. */
  constructor(
    private readonly sources: ReportLanguageSources,
    private readonly onRead: () => void,
  ) {}

  /** The name of each id in sight, behind it. */
  async listHints(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.InlayHint[]> {
    const tree = parseTree(document.getText());
    const read = readReportFile(document.getText());
    if (tree === undefined || "problems" in read) return [];
    const components = await this.findComponents(read.report.dataView);
    const views = await this.findViews();
    const ids = [
      { path: ["dataView"], kind: "dataView" as const, id: read.report.dataView },
      ...listReportIds(read.report),
    ];
    return ids.flatMap(({ path, kind, id }) => {
      const name = toList(kind, { views, components }).find((one) => one.id === id)?.name;
      const node = findNodeAtLocation(tree, [...path]);
      const end = node && document.positionAt(node.offset + node.length);
      if (name === undefined || name === id || end === undefined || !range.contains(end)) return [];
      const hint = new vscode.InlayHint(end, name);
      hint.paddingLeft = true;
      return [hint];
    });
  }

  /** Ids, offered by their names, where an id stands. */
  async listCompletions(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionItem[]> {
    const text = document.getText();
    const { path, isAtPropertyKey, previousNode } = getLocation(text, document.offsetAt(position));
    const kind = isAtPropertyKey ? undefined : findKind(path);
    if (kind === undefined) return [];
    const dataView = kind === "dataView" ? undefined : findDataView(text);
    const components = dataView === undefined ? undefined : await this.findComponents(dataView);
    const views = kind === "dataView" ? await this.findViews() : [];
    const place = previousNode?.type === "string" ? toRange(document, previousNode) : undefined;
    return toList(kind, { views, components }).map(({ id, name }) => toCompletion({ id, name }, place));
  }

  /** What is wrong, at its place. Faults of the form are told by the schema. */
  async listProblems(document: vscode.TextDocument): Promise<vscode.Diagnostic[]> {
    const text = document.getText();
    const [tree, read] = [parseTree(text), readReportFile(text)];
    if (tree === undefined || "problems" in read) return [];
    const components = await this.findComponents(read.report.dataView);
    return findReportProblems(read.report, components).map(({ path, message }) => {
      const node = findNodeAtLocation(tree, [...path]) ?? tree;
      const problem = new vscode.Diagnostic(toRange(document, node), message);
      problem.source = "AEP";
      return problem;
    });
  }

  private async findViews(): Promise<readonly Named[]> {
    const connection = this.sources.selection.current?.connection;
    if (connection === undefined) return [];
    const read = async () => collectItems(listDataViews(await this.open(connection)));
    return (await this.keep(this.views, { key: connection, read })) ?? [];
  }

  private async findComponents(dataView: string): Promise<DataViewComponents | undefined> {
    const connection = this.sources.selection.current?.connection;
    if (connection === undefined) return undefined;
    const read = async () => fetchAllComponents(await this.open(connection), dataView);
    return await this.keep(this.components, { key: JSON.stringify([connection, dataView]), read });
  }

  private async open(connection: string) {
    return await (await this.sources.sessions()).open(connection);
  }

  /** Names are a help, not a need: a failure costs them and a line in the log, and is tried again with the next question. */
  private async keep<Value>(
    known: Map<string, Promise<Value>>,
    { key, read }: { readonly key: string; readonly read: () => Promise<Value> },
  ): Promise<Value | undefined> {
    let reading = known.get(key);
    if (reading === undefined) {
      reading = read();
      known.set(key, reading);
      reading.then(this.onRead, () => known.delete(key));
    }
    try {
      return await reading;
    } catch (error) {
      this.sources.log.warn("Names for a report could not be read", { error: String(error) });
      return undefined;
    }
  }
}

function toList(
  kind: IdKind,
  {
    views,
    components,
  }: { readonly views: readonly Named[]; readonly components: DataViewComponents | undefined },
): readonly Named[] {
  const { dimensions = [], metrics = [], calculatedMetrics = [], filters = [] } = components ?? {};
  switch (kind) {
    case "dataView":
      return views;
    case "dimension":
      return dimensions;
    case "metric":
      return [...metrics, ...calculatedMetrics];
    case "filter":
      return filters;
  }
}

/** What kind of id stands at a place of a report. */
function findKind(path: readonly (string | number)[]): IdKind | undefined {
  const place = path.map((part) => (typeof part === "number" ? "*" : part)).join(".");
  if (place === "dataView") return "dataView";
  if (/^filters(\.\*)?$/.test(place)) return "filter";
  if (/^(where\.\*|tables\.\*(\.breakdown){0,2})\.dimension$/.test(place)) return "dimension";
  return /^tables\.\*\.(metrics|steps)(\.\*)?$/.test(place) ? "metric" : undefined;
}

/** The data view of a report that may not be finished. */
function findDataView(text: string): string | undefined {
  const tree = parseTree(text);
  const value: unknown = tree && findNodeAtLocation(tree, ["dataView"])?.value;
  return typeof value === "string" ? value : undefined;
}

function toCompletion({ id, name }: Named, place: vscode.Range | undefined): vscode.CompletionItem {
  const item = new vscode.CompletionItem({ label: name, description: id }, vscode.CompletionItemKind.Field);
  item.insertText = JSON.stringify(id);
  // What is typed is compared with the text between the quotes, and they belong to it.
  item.filterText = `"${name} ${id}"`;
  if (place !== undefined) item.range = place;
  return item;
}

function toRange(
  document: vscode.TextDocument,
  { offset, length }: Pick<Node, "offset" | "length">,
): vscode.Range {
  return new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
}
