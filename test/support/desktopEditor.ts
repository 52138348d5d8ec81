/**
 * Finds desktop VS Code. Installs nothing and starts nothing.
 */
import { findOnPath } from "./installBrowser.js";

/** Whether a window could appear: always, but for a Linux without a display. */
export function hasDisplay(): boolean {
  const { DISPLAY = "", WAYLAND_DISPLAY = "" } = process.env;
  return process.platform !== "linux" || DISPLAY !== "" || WAYLAND_DISPLAY !== "";
}

/**
 * The editor that VSCODE_PATH names, else `code` on the PATH where it is the desktop's own: inside a
 * remote terminal that name belongs to a helper that cannot load an extension from source.
 */
export function findDesktopEditor(): string | undefined {
  const { VSCODE_PATH = "", VSCODE_IPC_HOOK_CLI = "" } = process.env;
  if (VSCODE_PATH !== "") return VSCODE_PATH;
  return hasDisplay() && VSCODE_IPC_HOOK_CLI === "" ? findOnPath("code", "code-insiders") : undefined;
}
