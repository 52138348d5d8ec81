/** What the command line tells its caller; scripts rely on these numbers. */
export const ExitCode = {
  Success: 0,
  /** Errors were found, or a file is not formatted. */
  Found: 1,
  /** Bad usage, or input that cannot be read. */
  BadInput: 2,
} as const;
