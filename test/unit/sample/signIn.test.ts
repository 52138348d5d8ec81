// Signing in to the sample organisation, through both the pure core and the in-process dispatcher.
import assert from "node:assert/strict";
import { request } from "undici";
import { sampleCredentials } from "../../../client/src/sample/credentials.js";
import { createSampleDispatcher } from "../../../client/src/sample/dispatcher.js";
import { createSampleOrganisation } from "../../../client/src/sample/organisation.js";

describe("signing in to the sample organisation", () => {
  it("mints a token for the form the contract describes and lists the sandboxes with it", async () => {
    const dispatcher = createSampleDispatcher(createSampleOrganisation());
    const { clientId, clientSecret, scopes, orgId } = sampleCredentials();
    const answer = await request("https://ims-na1.adobelogin.com/ims/token/v3", {
      dispatcher,
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: clientSecret,
        scope: scopes.join(","),
      }).toString(),
    });
    assert.equal(answer.statusCode, 200);
    const token = (await answer.body.json()) as { access_token: string; expires_in: number };
    assert.equal(token.expires_in, 86_399);
    const list = await request("https://platform.adobe.io/data/foundation/sandbox-management/", {
      dispatcher,
      headers: {
        authorization: `Bearer ${token.access_token}`,
        "x-api-key": clientId,
        "x-gw-ims-org-id": orgId,
        accept: "application/json",
      },
    });
    const { sandboxes } = (await list.body.json()) as { sandboxes: { name: string; type: string }[] };
    assert.deepEqual(
      sandboxes.map(({ name, type }) => `${name} ${type}`),
      ["prod production", "dev development", "stage development"],
    );
  });
});
