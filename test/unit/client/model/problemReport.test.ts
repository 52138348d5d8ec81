/**
 * What a problem report tells, and what it never does, wherever that stands.
 */
import assert from "node:assert/strict";
import { type ReportFacts, writeProblemReport } from "../../../../client/src/model/problemReport.js";

const FACTS: ReportFacts = {
  versions: { "AEP Workbench": "1.2.3" },
  settings: { "aep.tree.pageSize": 25 },
  connections: [{ permissions: "draft", hasOwnHosts: true, isSample: false }],
  log: ["info: ready", "```"],
  privateTexts: ["Acme Retail", "proxy.acme.example"],
};

describe("a problem report", () => {
  it("tells versions, changed settings, connections without their names, and the log", () => {
    const report = writeProblemReport(FACTS);
    for (const part of [
      "AEP Workbench: 1.2.3",
      "`aep.tree.pageSize`: `25`",
      "draft, with hosts of its own",
      "info: ready",
    ])
      assert.ok(report.includes(part), part);
    assert.equal(report.match(/^```/gm)?.length, 2, "a line of the log cannot end the block");
  });

  it("names no secret, person, organisation, host or folder of a user", () => {
    const delicate = [
      "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJl",
      "client_secret=p8e-canary-canary-canary",
      "ada@example.com",
      "0123456789ABCDEF01234567@AdobeOrg",
      "Connection saved connection=Acme Retail",
      "http://user:canary@proxy.acme.example:8080 refuses",
      "GET https://platform.adobe.io/data/core/ups/access/entities?entityId=canary&entityIdNS=crm",
      "at open (/home/canary/work/file.js)",
      "at open (C:\\Users\\canary\\file.js)",
    ];
    const settings = { "aep.pql.severities": { "Acme Retail": "off" } };
    const versions = { Editor: "of ada@example.com" };
    const report = writeProblemReport({ ...FACTS, log: delicate, settings, versions });
    assert.doesNotMatch(report, /canary|ada@|Acme|acme|0123456789ABCDEF|eyJ/);
    assert.match(report, /https:\/\/platform\.adobe\.io\/data\/core\/ups\/access\/entities\?•••/);
  });

  it("says where there is nothing", () => {
    const report = writeProblemReport({ ...FACTS, settings: {}, connections: [], log: [] });
    assert.equal(report.match(/^None\.$/gm)?.length, 2);
  });
});
