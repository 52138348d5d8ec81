/** What `aep` tells its caller; scripts rely on these numbers. */
export const ExitCode = {
  /** Done, or nothing to do. */
  Success: 0,
  /** Something failed or is wrong: the platform refused, files or expressions have errors. */
  Failed: 1,
  /** The command line, the environment or a file makes no sense. */
  BadUsage: 2,
  /** `plan` found changes. */
  Changes: 3,
  /** `apply` refused before anything was sent. */
  Refused: 4,
  /** `plan` stopped at failed tests of audiences; no plan was written. */
  TestsFailed: 5,
  /** `inventory` was taken, but lists or objects could not be read. */
  Incomplete: 6,
} as const;
