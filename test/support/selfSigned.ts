/**
 * Makes a self-signed certificate for loopback, fresh for each test, so that no key lies in the repository.
 * Knows just enough of DER for that.
 */
import { generateKeyPairSync, sign } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** A key and the certificate it signed for itself, both PEM. */
export interface SelfSigned {
  readonly key: string;
  readonly cert: string;
}

const SEQUENCE = 0x30;
const SET = 0x31;

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const length =
    body.length < 128
      ? Buffer.from([body.length])
      : Buffer.from([0x82, body.length >> 8, body.length & 0xff]);
  return Buffer.concat([Buffer.from([tag]), length, body]);
}

const commonName = (name: string): Buffer =>
  der(SEQUENCE, der(SET, der(SEQUENCE, Buffer.from("0603550403", "hex"), der(0x0c, Buffer.from(name)))));

const utcTime = (text: string): Buffer => der(0x17, Buffer.from(text));

/** Object identifier of ECDSA with SHA-256. */
const ALGORITHM = der(SEQUENCE, Buffer.from("06082a8648ce3d040302", "hex"));

/** A certificate for `127.0.0.1` and these host names, valid from 2020 to 2049. */
export function makeSelfSigned(...names: readonly string[]): SelfSigned {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const toBeSigned = der(
    SEQUENCE,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ALGORITHM,
    commonName(names[0] ?? "127.0.0.1"),
    der(SEQUENCE, utcTime("200101000000Z"), utcTime("491231235959Z")),
    commonName(names[0] ?? "127.0.0.1"),
    publicKey.export({ type: "spki", format: "der" }),
    alternativeNames(names),
  );
  const signature = sign("sha256", toBeSigned, privateKey);
  const certificate = der(SEQUENCE, toBeSigned, ALGORITHM, der(0x03, Buffer.from([0]), signature));
  const lines = certificate.toString("base64").match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`,
  };
}

const IDENTITY_VARIABLE = "AEP_TEST_IDENTITY";

/** Writes an identity into `folder` and returns the variables of an editor whose computer trusts nobody but it. */
export function writeTestIdentity(folder: string): Record<string, string> {
  const identity = makeSelfSigned();
  const file = path.join(folder, "identity.json");
  const authorities = path.join(folder, "authorities.pem");
  writeFileSync(file, JSON.stringify(identity));
  writeFileSync(authorities, identity.cert);
  return { [IDENTITY_VARIABLE]: file, SSL_CERT_FILE: authorities };
}

/** The identity that the editor we run in trusts. */
export function readTestIdentity(): SelfSigned {
  return JSON.parse(readFileSync(process.env[IDENTITY_VARIABLE] ?? "", "utf8"));
}

/** The subject alternative name extension with the loopback address and the names. */
function alternativeNames(names: readonly string[]): Buffer {
  const known = der(
    SEQUENCE,
    der(0x87, Buffer.from([127, 0, 0, 1])),
    ...names.map((name) => der(0x82, Buffer.from(name))),
  );
  return der(0xa3, der(SEQUENCE, der(SEQUENCE, Buffer.from("0603551d11", "hex"), der(0x04, known))));
}
