/**
 * The environment an editor is started in: our own, without the traces of an editor that this command
 * itself may have been started from.
 */

/** `added` is laid over what remains. */
export function cleanEnvironment(added: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith("VSCODE_") && !name.startsWith("ELECTRON_") && name !== "NODE_OPTIONS",
  );
  return { ...Object.fromEntries(kept), ...added };
}
