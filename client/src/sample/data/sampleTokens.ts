/** Tokens that were minted: what they may do is fixed at that moment and never changes afterwards. */
import type { RoleGrants, SampleCredential } from "../sampleCredentials";
import type { Seeded } from "../seeded";

/** Who calls: the credential behind the token, with the grants it had when the token was minted. */
export interface Caller {
  readonly credential: SampleCredential;
  readonly grants: RoleGrants;
  readonly token: string;
}

/** What is needed to mint. */
export interface MintOrder {
  readonly credential: SampleCredential;
  readonly now: number;
  readonly expiresAt: number;
}

/** Mints tokens, remembers them, and knows the roles of today. */
export interface TokenStore {
  /** How many tokens the credential minted in the minute before `now`. */
  recentMints(credential: SampleCredential, now: number): number;
  mint(order: MintOrder): string;
  /** Returns the caller behind a token that is still valid. */
  find(token: string, now: number): Caller | undefined;
  /** Changes the roles of a credential; tokens that exist keep what they had. */
  grant(clientId: string, grants: RoleGrants): void;
  /** Makes every existing token invalid, as an administrator's revocation does. */
  revokeAll(): void;
}

/** Returns an empty store. */
export function createTokens(seeded: Seeded): TokenStore {
  const tokens = new Map<string, Caller & { expiresAt: number }>();
  const mints = new Map<string, number[]>();
  const granted = new Map<string, RoleGrants>();
  return {
    recentMints: (credential, now) =>
      (mints.get(credential.clientId) ?? []).filter((time) => now - time < 60_000).length,
    mint({ credential, now, expiresAt }) {
      const times = mints.get(credential.clientId) ?? [];
      mints.set(credential.clientId, [...times, now]);
      const number = [...mints.values()].flat().length;
      const token = `eyJhbGciOiJub25lIn0.${seeded.hex(`token/${number}`, 32)}.${seeded.hex(`signature/${number}`, 32)}`;
      tokens.set(token, {
        credential,
        grants: granted.get(credential.clientId) ?? credential.grants,
        token,
        expiresAt,
      });
      return token;
    },
    find(token, now) {
      const found = tokens.get(token);
      return found !== undefined && now < found.expiresAt ? found : undefined;
    },
    grant: (clientId, grants) => granted.set(clientId, grants),
    revokeAll: () => tokens.clear(),
  };
}
