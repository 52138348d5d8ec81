/**
 * Why a file holds no credential that can be used, and where to get one that does. Apart from the table of failures, because only
 * who imports a file reads it.
 */
import type { CredentialFileReason, CredentialPart } from "../api/credentialFiles";
import { say } from "../words/say";

const IMPORT_DOWNLOAD = say(
  "In Developer Console, open the project’s OAuth Server-to-Server credential (or add one), choose Download JSON, and import that file.",
);

const PARTS: Readonly<Record<CredentialPart, string>> = {
  orgId: say("organisation ID"),
  clientId: say("client ID"),
  clientSecret: say("client secret"),
  scopes: "scopes",
};

/** Why a file holds no credential that can be used, and where to get one that does. */
export function toCredentialFileText(reason: CredentialFileReason): string {
  return `${wordCredentialFile(reason)} ${IMPORT_DOWNLOAD}`;
}

function wordCredentialFile(reason: CredentialFileReason): string {
  switch (reason.flaw) {
    case "jwt":
      return say("This is a JWT credential, which can no longer sign in.");
    case "key":
      return say("This is an API key, which cannot sign in.");
    case "person":
      return say("This credential signs a person in, not a program.");
    case "reference":
      return say(
        "This file names a server-to-server credential but does not hold its secret (Adobe’s command line keeps secrets in the file .env).",
      );
    case "none":
      return say("This file holds no server-to-server credential.");
    case "broken":
      return say("The file begins like JSON but is damaged or cut off.");
    case "unknown":
      return say(
        "This is none of the known files: a credential or project download of Developer Console, .env or .aio of Adobe’s command line, a configuration of aepp, or a Postman environment.",
      );
    case "template":
      return say("This file is a template that was not filled in: put in {0}.", toPartNames(reason.missing));
    case "lacking":
      return say("The file lacks: {0}.", toPartNames(reason.missing));
  }
}

function toPartNames(parts: readonly CredentialPart[]): string {
  return parts.map((part) => PARTS[part]).join(", ");
}
