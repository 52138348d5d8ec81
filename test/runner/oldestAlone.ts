/**
 * Which suites of the editor layer the newest editor does not run once more. There it has to be proven that the extension starts and that
 * all works that depends on the editor's interface; what is listed here varies what the platform answers or what we make of it, which
 * reaches every editor through calls that other suites make in both. A suite that is not listed runs in both.
 */
import type Mocha from "mocha";

/** A suite by its full title, as mocha tells it: the titles of those around it first. */
export interface OldestAlone {
  readonly suite: string;
  readonly why: string;
}

/** All of them. */
export const OLDEST_ALONE: readonly OldestAlone[] = [
  {
    suite: "a conflict of content",
    why: "what is merged of three versions; previews and files are opened by other suites",
  },
  {
    suite: "a rule in Query Service",
    why: "queries and their results, over HTTP",
  },
  {
    suite: "a report on an audience",
    why: "figures of reports; pages are opened by other suites",
  },
  {
    suite: "agents in the editor whatever a model reads",
    why: "what we refuse, whichever model asks for it",
  },
  {
    suite: "an audience of the rule builder",
    why: "one more shape of what the platform holds",
  },
  {
    suite: "an inventory",
    why: "reads lists over HTTP and writes files",
  },
  {
    suite: "an updated copy of a message",
    why: "what is made of the parts of a message",
  },
  {
    suite: "audiences as code between people and sandboxes",
    why: "what changed where, compared by us",
  },
  {
    suite: "audiences as code in bad weather",
    why: "failures of the platform",
  },
  {
    suite: "connections on a network with a proxy",
    why: "our own way through a proxy, by settings that both editors have",
  },
  {
    suite: "connections whatever their platform answers",
    why: "levels of permission and refusals, over HTTP",
  },
  {
    suite: "Copy Problem Report",
    why: "a text of ours in the clipboard",
  },
  {
    suite: "drafting in the editor by a convention of names",
    why: "what the names in a sandbox have in common, and what is made of it",
  },
  {
    suite: "drafting in the editor trusts no model",
    why: "what we refuse of an answer, whoever gave it",
  },
  {
    suite: "drafting in the editor whatever is asked for",
    why: "more requests of the same kind; some run in both",
  },
  {
    suite: "everything a sandbox holds whatever the platform holds",
    why: "filters, orders, groups and relations of rows, over HTTP",
  },
  {
    suite: "files that refer to each other",
    why: "the order in which we write",
  },
  {
    suite: "how a campaign does",
    why: "figures of Query Service, over HTTP",
  },
  {
    suite: "how a journey does",
    why: "figures of reports and Query Service, over HTTP",
  },
  {
    suite: "language features in the editor with what the platform knows of a pair",
    why: "what an estimate and a merge policy change in answers of the server, which other tests ask for",
  },
  {
    suite: "levels of permission",
    why: "a table of ours, command by command",
  },
  {
    suite: "a marketer in the command palette whatever is chosen from the list",
    why: "what a choice leads to; lists and drafts are opened by other tests",
  },
  {
    suite: "relations of rules",
    why: "what rules have to do with each other, answered by the server",
  },
  {
    suite: "reports",
    why: "figures of reports, over HTTP",
  },
  {
    suite: "templates of reports",
    why: "figures of reports, over HTTP",
  },
  {
    suite: "the matrix of writes",
    why: "every write with every end, over HTTP, through one kind of preview",
  },
  {
    suite: "the sidebar on a large organisation",
    why: "requests counted at the platform",
  },
  {
    suite: "the sidebar when the platform fails",
    why: "failures of the platform, list by list",
  },
  {
    suite: "the tripwire of writes",
    why: "requests of ours that must not leave",
  },
  {
    suite: "the write path whatever the platform holds",
    why: "what others changed meanwhile, compared by us",
  },
  {
    suite: "undo from the trail of changes",
    why: "changes taken back through the same kind of preview",
  },
  {
    suite: "writes: destinations and content",
    why: "more kinds of write through the same kind of preview",
  },
  {
    suite: "writes: operations on audiences",
    why: "more kinds of write through the same kind of preview",
  },
];

/** Those of the list that were not loaded: renamed or gone. */
export function findUnknown(root: Mocha.Suite, list: readonly OldestAlone[]): readonly string[] {
  return list.map(({ suite }) => suite).filter((title) => findSuites(root, title).length === 0);
}

/** Takes the listed suites out of those that were loaded and returns a sentence on each. */
export function leaveOut(root: Mocha.Suite, list: readonly OldestAlone[]): readonly string[] {
  return list.flatMap(({ suite: title, why }) =>
    findSuites(root, title).map((suite) => {
      const { parent } = suite;
      if (parent !== undefined) parent.suites = parent.suites.filter((one) => one !== suite);
      const count = suite.total();
      return `${title} (${count} ${count === 1 ? "test" : "tests"}): ${why}`;
    }),
  );
}

/** The suites of that title, at any depth. */
function findSuites(within: Mocha.Suite, title: string): readonly Mocha.Suite[] {
  return within.suites.flatMap((suite) => (suite.fullTitle() === title ? [suite] : findSuites(suite, title)));
}
