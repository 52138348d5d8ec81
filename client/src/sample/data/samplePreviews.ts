/** Running previews: what was asked, when, and how often somebody looked. Kept in memory until a reset. */

/** One running preview. */
export interface Preview {
  readonly expression: string;
  readonly format: string;
  /** Whose people it is about. */
  readonly sandbox: string;
  readonly created: number;
  polls: number;
  isKilled: boolean;
}
