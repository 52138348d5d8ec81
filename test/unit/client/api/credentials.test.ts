/**
 * Credentials: shared headers, addresses, and the files people download.
 */
import assert from "node:assert/strict";
import { isApiError } from "../../../../client/src/api/apiError";
import { readCredentialFile } from "../../../../client/src/api/credentialFiles";
import {
  findHostWarning,
  PRODUCTION_ENDPOINTS,
  readEndpoints,
  readScopes,
  toBareToken,
  toSharedHeaders,
} from "../../../../client/src/api/credentials";
import { toCredentialFileText } from "../../../../client/src/model/credentialFileText";

describe("Shared headers", () => {
  const credentials = { orgId: "o@AdobeOrg", clientId: "c" };

  it("strip a stored Bearer and use the api key when there is one", () => {
    assert.equal(toBareToken("Bearer  abc "), "abc");
    const headers = toSharedHeaders({
      credentials: { ...credentials, apiKey: " k " },
      token: "bearer abc",
      scope: "sandbox",
      sandbox: " Prod ",
    });
    assert.equal(headers["authorization"], "Bearer abc");
    assert.equal(headers["x-api-key"], "k");
    assert.equal(headers["x-sandbox-name"], "prod");
  });

  it("refuse a sandbox call without sandbox", () => {
    for (const sandbox of [undefined, "", "  "]) {
      const build = () => toSharedHeaders({ credentials, token: "t", scope: "sandbox", sandbox });
      assert.throws(build, (error) => isApiError(error, "sandboxMissing"));
    }
  });
});

describe("Addresses", () => {
  it("fall back to Adobe and lose trailing slashes", () => {
    assert.deepEqual(readEndpoints(), PRODUCTION_ENDPOINTS);
    assert.equal(
      readEndpoints({ platform: "http://127.0.0.1:1/platform//" }).platform,
      "http://127.0.0.1:1/platform",
    );
  });

  it("must be web addresses", () => {
    for (const ims of ["ftp://x", "nonsense", "javascript:alert(1)"]) {
      assert.throws(
        () => readEndpoints({ ims }),
        (error) => isApiError(error, "refused"),
      );
    }
  });

  it("warn when the secret would leave Adobe", () => {
    const warn = (ims: string) => findHostWarning(readEndpoints({ ims }));
    assert.equal(warn("https://ims-na1.adobelogin.com"), undefined);
    assert.equal(warn("http://127.0.0.1:4000/ims"), undefined);
    assert.match(warn("https://adobelogin.com.evil.example") ?? "", /evil\.example/);
    assert.match(warn("https://evil-adobelogin.com") ?? "", /not an adobelogin/);
    assert.match(warn("http://ims-na1.adobelogin.com") ?? "", /unencrypted/);
    for (const host of ["platform", "experience", "cja"]) {
      assert.match(
        findHostWarning(readEndpoints({ [host]: "http://a.example" })) ?? "",
        /Tokens.*a\.example/,
      );
      assert.equal(findHostWarning(readEndpoints({ [host]: "http://[::1]:4000/x" })), undefined);
    }
  });
});

describe("Scopes", () => {
  it("are split at commas and spaces and not repeated", () => {
    assert.deepEqual(readScopes("openid, AdobeID ,,session openid"), ["openid", "AdobeID", "session"]);
    assert.deepEqual(readScopes([" a", "b,c"]), ["a", "b", "c"]);
  });

  it("may be a list in JSON text, whole or in parts", () => {
    for (const list of [
      '["openid","AdobeID"]',
      "['openid', 'AdobeID']",
      ['["openid","AdobeID"]'],
      "[openid AdobeID]",
    ])
      assert.deepEqual(readScopes(list), ["openid", "AdobeID"]);
    assert.deepEqual(readScopes("[]"), []);
  });
});

describe("A credential file", () => {
  const read = (value: unknown) => readCredentialFile(JSON.stringify(value));

  it("of one credential is read, with the spare secret of a rotation", () => {
    const file = readCredentialFile(
      `\uFEFF${JSON.stringify({
        CLIENT_ID: "id",
        CLIENT_SECRETS: ["one", "two"],
        ORG_ID: "o@AdobeOrg",
        TECHNICAL_ACCOUNT_ID: "t@techacct.adobe.com",
        SCOPES: ["openid", " AdobeID"],
      })}`,
    );
    assert.ok(file.kind === "credential");
    assert.deepEqual(file.found[0]?.credentials, {
      orgId: "o@AdobeOrg",
      clientId: "id",
      clientSecret: "one",
      scopes: ["openid", "AdobeID"],
      technicalAccountId: "t@techacct.adobe.com",
    });
    assert.deepEqual(file.found[0]?.otherSecrets, ["two"]);
  });

  it("may call the client id an API key", () => {
    const file = read({ API_KEY: "key", CLIENT_SECRETS: ["s"], ORG_ID: "o", SCOPES: ["a"] });
    assert.ok(file.kind === "credential" && file.found[0]?.credentials.clientId === "key");
  });

  it("may hold a single secret, as long as it is no JWT credential", () => {
    const file = read({ CLIENT_ID: "c", CLIENT_SECRET: "s", ORG_ID: "o", SCOPES: "openid,AdobeID" });
    assert.ok(file.kind === "credential");
    assert.deepEqual(file.found[0]?.credentials.scopes, ["openid", "AdobeID"]);
  });

  it("of a project yields every server-to-server credential and counts the others", () => {
    const oauth = (id: string) => ({ client_id: id, client_secrets: [`secret-${id}`], scopes: ["openid"] });
    const file = read({
      project: {
        title: "My project",
        org: { ims_org_id: "o@AdobeOrg" },
        workspace: {
          details: {
            credentials: [
              { name: "first", oauth_server_to_server: oauth("a") },
              { name: "old", jwt: {} },
              { name: "key", api_key: {} },
              { name: "second", oauth_server_to_server: oauth("b") },
            ],
          },
        },
      },
    });
    assert.ok(file.kind === "project");
    assert.deepEqual(
      file.found.map(({ name, credentials }) => [name, credentials.clientId]),
      [
        ["first", "a"],
        ["second", "b"],
      ],
    );
    assert.equal(file.skipped, 2);
  });

  it("of Postman is read without its stale token", () => {
    const values = {
      CLIENT_SECRET: "s",
      API_KEY: "k",
      SCOPES: "openid, AdobeID",
      IMS: "ims-na1.adobelogin.com",
      IMS_ORG: "o@AdobeOrg",
      SANDBOX_NAME: "Prod",
      ACCESS_TOKEN: "Bearer eyJstale",
    };
    const file = read({
      name: "env",
      values: Object.entries(values).map(([key, value]) => ({ key, value })),
    });
    assert.ok(file.kind === "postman");
    assert.equal(file.found[0]?.sandbox, "prod");
    assert.ok(!JSON.stringify(file).includes("eyJstale"));
  });

  it("of a JWT credential is refused with the reason", () => {
    for (const value of [
      { CLIENT_ID: "i", CLIENT_SECRET: "s", METASCOPES: ["x"] },
      { CLIENT_SECRET: "s", PRIVATE_KEY_FILE: "-" },
      { project: { workspace: { details: { credentials: [{ name: "old", jwt: {} }] } } } },
    ]) {
      assert.equal(read(value).kind, "jwt");
    }
  });

  it("with parts missing says which, and nothing else from the file", () => {
    const file = read({ CLIENT_ID: "i", CLIENT_SECRETS: [], SCOPES: ["x"] });
    assert.ok(file.kind === "incomplete");
    assert.match(toCredentialFileText(file.reason), /organisation ID, client secret/);
    assert.equal(read({ values: [{ key: "API_KEY", value: "k" }] }).kind, "incomplete");
    assert.equal(read({ project: { workspace: {} } }).kind, "incomplete");
  });

  it("of any other kind is unknown", () => {
    for (const content of [
      "",
      "no json",
      "[]",
      "42",
      "null",
      "{}",
      '{"values":[]}',
      '{"project":{}}',
      '{"CLIENT_ID":"x"}',
      // Each underscore of such a name stands for a level of nesting.
      `AIO_${"a_".repeat(20_000)}x=1`,
      `{"a":${'{"a":'.repeat(50_000)}`,
    ]) {
      assert.equal(readCredentialFile(content).kind, "unknown", content.slice(0, 80));
    }
  });
});

describe("A file of Adobe's command line", () => {
  const AIO = (head: string, name: string): string =>
    [
      "## written by aio",
      `${head}_runtime_namespace=ns`,
      `${head}_ims_contexts_${name}_client__id=abc`,
      `${head}_ims_contexts_${name}_client__secrets=["one","two"]`,
      `${head}_ims_contexts_${name}_technical__account__id=t@techacct.adobe.com`,
      `${head}_ims_contexts_${name}_scopes=["openid","AdobeID","read_organizations"]`,
      `${head}_ims_contexts_${name}_ims__org__id=o@AdobeOrg`,
      "SERVICE_API_KEY=abc",
      "",
    ].join("\r\n");

  it("holds the secret in .env, in small letters or capitals", () => {
    for (const content of [
      AIO("AIO", "My__Project"),
      AIO("AIO", "My__Project").toUpperCase().replaceAll("ABC", "abc"),
    ]) {
      const file = readCredentialFile(content);
      assert.ok(file.kind === "project", JSON.stringify(file));
      const [found] = file.found;
      assert.equal(found?.name, "my_project");
      assert.equal(found?.credentials.clientId, "abc");
      assert.equal(found?.credentials.scopes.length, 3);
      assert.equal(found?.otherSecrets.length, 1);
    }
  });

  it("holds scopes as a list in JSON text, in whatever quotes", () => {
    const rest = "CLIENT_ID=c\nCLIENT_SECRET=s\nORG_ID=o@AdobeOrg\n";
    for (const scopes of [
      '["openid","AdobeID"]',
      '\'["openid","AdobeID"]\'',
      '"[\\"openid\\",\\"AdobeID\\"]"',
    ]) {
      const file = readCredentialFile(`${rest}SCOPES=${scopes}\nexport OTHER="a \\"b\\""\n`);
      assert.ok(file.kind === "credential", scopes);
      assert.deepEqual(file.found[0]?.credentials.scopes, ["openid", "AdobeID"], scopes);
    }
  });

  it("is read as the command line writes it for programs, with what they are for in front", () => {
    for (const [head, more] of [
      ["IMS_OAUTH_S2S_", 'AIO_runtime_auth=x\nIMS_OAUTH_S2S_SCOPES=["openid","AdobeID"]'],
      ["ACME_DEV_", "ACME_DEV_SCOPES=openid,AdobeID"],
    ] as const) {
      const file = readCredentialFile(
        `${head}CLIENT_ID=c\n${head}CLIENT_SECRET=s\n${head}ORG_ID=o@AdobeOrg\n${more}\n`,
      );
      assert.ok(file.kind === "credential", JSON.stringify(file));
      assert.deepEqual(file.found[0]?.credentials.scopes, ["openid", "AdobeID"]);
    }
    const guide = readCredentialFile(
      "OAUTHS2S_CLIENT_ID=c\nOAUTHS2S_CLIENT_SECRET=s\nOAUTHS2S_CECREDENTIALS_METASCOPES=openid\n",
    );
    assert.deepEqual("reason" in guide && guide.reason, { flaw: "lacking", missing: ["orgId"] });
    const other = readCredentialFile("GOOGLE_CLIENT_ID=c\nGOOGLE_CLIENT_SECRET=s\n");
    assert.equal(other.kind, "unknown");
  });

  it("has bare keys in the command line's own configuration, and comments of people", () => {
    const file = readCredentialFile(`{
      // mine
      ims: { contexts: { shop: {
        client_id: "c", client_secrets: ["s, {x: 1}"], # rotated
        ims_org_id: "o@AdobeOrg", scopes: ["openid"],
      } } },
    }`);
    assert.ok(file.kind === "project", JSON.stringify(file));
    assert.equal(file.found[0]?.name, "shop");
    assert.equal(file.found[0]?.credentials.clientSecret, "s, {x: 1}");
  });

  it("is read in its older spelling, and next to what signs a person in", () => {
    const file = readCredentialFile(
      `${AIO("AIO", "P")}AIO_ims_contexts_cli_access__token_token=eyJ\nAIO_ims_contexts_web_client__id=w\nAIO_ims_contexts_web_redirect__uri=https://x`,
    );
    assert.ok(file.kind === "project" && file.skipped === 1 && file.found.length === 1);
    assert.ok(!JSON.stringify(file).includes("eyJ"));
    const older = readCredentialFile(AIO("AIO", "P").replaceAll("_ims_contexts_", "_$ims_"));
    assert.ok(older.kind === "project");
  });

  it("is refused where it holds no secret, an old credential, or none at all, by exactly that", () => {
    const aio = (...credentials: object[]) =>
      JSON.stringify({
        project: { name: "p", org: { ims_org_id: "o" }, workspace: { details: { credentials } } },
      });
    const of = (integration_type: string) => ({ id: "1", name: "n", integration_type });
    const refusals = [
      [aio(of("oauth_server_to_server")), "incomplete", /does not hold its secret.*\.env.*Download JSON/],
      [aio(of("oauth_server_to_server_migrate"), of("service")), "incomplete", /does not hold its secret/],
      [aio(of("service")), "jwt", /JWT/],
      [aio(of("apikey")), "unfit", /API key/],
      [aio({ name: "k", api_key: { client_id: "c" } }), "unfit", /API key/],
      [aio(of("oauthweb")), "unfit", /signs a person in/],
      [aio(), "incomplete", /holds no server-to-server credential/],
      [
        aio({ name: "s", oauth_server_to_server: { client_id: "c", scopes: ["x"] } }),
        "incomplete",
        /lacks: client secret\./,
      ],
      ["AIO_runtime_auth=x\nAIO_runtime_namespace=y\n", "incomplete", /holds no server-to-server credential/],
      ['AIO_ims_contexts_P_client__id=c\nAIO_ims_contexts_P_meta__scopes=["s"]\n', "jwt", /JWT/],
      ["AIO_ims_contexts_P_client__id=c\n", "unfit", /API key/],
      ['{ "project": { "name": ', "unknown", /damaged or cut off/],
      ["DATABASE_URL=x\nCLIENT_ID=y\n", "unknown", /none of the known files/],
    ] as const;
    for (const [content, kind, words] of refusals) {
      const file = readCredentialFile(content);
      assert.equal(file.kind, kind, content);
      assert.match("reason" in file ? toCredentialFileText(file.reason) : "", words);
    }
  });
});

describe("A file of other tools", () => {
  const AEPP = {
    org_id: "o@AdobeOrg",
    client_id: "c",
    secret: "s",
    "sandbox-name": "Dev",
    environment: "prod",
  };

  it("of aepp is read with its sandbox", () => {
    const file = readCredentialFile(JSON.stringify({ ...AEPP, scopes: "openid, AdobeID" }));
    assert.ok(file.kind === "credential");
    assert.equal(file.found[0]?.sandbox, "dev");
    assert.equal(file.found[0]?.credentials.clientSecret, "s");
  });

  it("of aepp is refused by what is the matter", () => {
    for (const [fields, kind, words] of [
      [{ tech_id: "t", pathToKey: "private.key" }, "jwt", /JWT/],
      [{ auth_code: "a" }, "unfit", /signs a person in/],
      [{}, "incomplete", /lacks: scopes\./],
      [
        { secret: "<YourSecret>", scopes: "<scopes>" },
        "incomplete",
        /template.*put in client secret, scopes\./,
      ],
    ] as const) {
      const file = readCredentialFile(JSON.stringify({ ...AEPP, ...fields }));
      assert.equal(file.kind, kind);
      assert.match("reason" in file ? toCredentialFileText(file.reason) : "", words);
    }
  });

  it("with variables is read under the names that pipelines and Adobe's starters use", () => {
    for (const head of ["", "AEP_", "OAUTH_", "export "]) {
      const file = readCredentialFile(
        `# mine\n${head}CLIENT_ID=c\n${head}CLIENT_SECRET='s'\n${head}ORG_ID="o@AdobeOrg"\n${head}SCOPES='["openid"]'\n`,
      );
      assert.ok(file.kind === "credential" && file.found[0]?.credentials.scopes[0] === "openid", head);
    }
  });
});
