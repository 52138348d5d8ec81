// Checklist B: the token endpoint, through the pure core and once through the in-process transport.
import assert from "node:assert/strict";
import { sampleCredentials } from "../../../client/src/sample/sampleCredentials.js";
import { createSampleTransport } from "../../../client/src/sample/sampleTransport.js";
import { organisationFor, signIn, text } from "./client.js";

const TOKEN_URL = "https://ims-na1.adobelogin.com/ims/token/v3";

describe("signing in to the sample organisation", () => {
  it("mints a token and lists the sandboxes with it, in process and without a port", async () => {
    const transport = createSampleTransport(organisationFor());
    const { signal } = new AbortController();
    const read = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes));
    const { clientId, clientSecret, scopes, orgId } = sampleCredentials();
    const form = {
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      scope: scopes.join(","),
    };
    const answer = await transport.send({
      url: TOKEN_URL,
      signal,
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(form).toString(),
    });
    assert.equal(answer.status, 200);
    const token = read(answer.bytes) as {
      access_token: string;
      expires_in: number;
      token_type: string;
    };
    assert.equal(token.expires_in, 86_399);
    assert.equal(token.token_type, "bearer");
    const list = await transport.send({
      url: "https://platform.adobe.io/data/foundation/sandbox-management/",
      method: "GET",
      body: undefined,
      signal,
      headers: {
        authorization: `Bearer ${token.access_token}`,
        "x-api-key": clientId,
        "x-gw-ims-org-id": orgId,
      },
    });
    const { sandboxes } = read(list.bytes) as { sandboxes: { name: string; type: string }[] };
    assert.deepEqual(
      sandboxes.map(({ name, type }) => `${name} ${type}`),
      ["prod production", "dev development", "stage development"],
    );
  });

  it("refuses in the identity service's words", () => {
    const organisation = organisationFor();
    const errorOf = (change: Record<string, string>): string => {
      const { status, json } = signIn(organisation, "full", change);
      assert.equal(status, 400);
      assert.equal(typeof json.error_description, "string");
      return text(json.error);
    };
    assert.equal(errorOf({ client_secret: "wrong" }), "invalid_client");
    assert.equal(errorOf({ client_id: "wrong" }), "invalid_client");
    assert.equal(errorOf({ scope: "openid,ajo.campaigns.read" }), "invalid_scope");
    assert.equal(errorOf({ grant_type: "password" }), "unsupported_grant_type");
  });

  it("refuses a JSON body and a form without a grant", () => {
    const organisation = organisationFor();
    const post = (type: string, body: string) =>
      organisation.handle({ method: "POST", url: TOKEN_URL, headers: { "content-type": type }, body });
    assert.match(post("application/json", '{"grant_type":"client_credentials"}').body, /invalid_request/);
    assert.match(post("application/x-www-form-urlencoded", "client_id=a").body, /invalid_request/);
  });

  it("trims the blanks of pasted scopes", () => {
    assert.equal(signIn(organisationFor(), "full", { scope: "openid, AdobeID" }).status, 200);
  });

  it("takes the parameters of the older endpoint from the address, and counts any other secret in an address as a violation", () => {
    const organisation = organisationFor();
    const { clientId, clientSecret } = sampleCredentials();
    const query = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      scope: "openid",
    });
    const send = (version: string) =>
      organisation.handle({
        method: "POST",
        url: `https://ims-na1.adobelogin.com/ims/token/${version}?${query}`,
        headers: {},
        body: "",
      });
    assert.equal(send("v2").status, 200);
    assert.deepEqual(organisation.traffic().report().violations, []);
    assert.equal(send("v3").status, 400);
    assert.match(organisation.traffic().report().violations.join(), /client secret in the address/);
  });

  it("takes a form at the older endpoint too", () => {
    const organisation = organisationFor();
    const { clientId, clientSecret } = sampleCredentials();
    const body = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      scope: "openid",
    }).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const url = TOKEN_URL.replace("v3", "v2");
    assert.equal(organisation.handle({ method: "POST", url, headers, body }).status, 200);
  });

  it("reports milliseconds in the scenario that does, and counts the tokens it minted", () => {
    const organisation = organisationFor({ scenario: "milliseconds" });
    assert.equal(signIn(organisation).json.expires_in, 86_399_992);
    signIn(organisation);
    assert.equal(organisation.traffic().report().tokensMinted, 2);
  });

  it("throttles a credential that mints more than five tokens a minute", () => {
    const organisation = organisationFor({ scenario: "mint-throttle" });
    const statuses = Array.from({ length: 6 }, () => signIn(organisation).status);
    assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429]);
    organisation.clock.advance(60_000);
    assert.equal(signIn(organisation).status, 200);
  });

  it("accepts only the second secret once the first was rotated away", () => {
    const organisation = organisationFor({ scenario: "secret-rotated" });
    assert.equal(signIn(organisation).json.error, "invalid_client");
    const second = sampleCredentials().clientSecret.replace("Sample1", "Sample2").replace("Wq", "Rz");
    assert.equal(signIn(organisation, "full", { client_secret: second }).status, 200);
  });
});
