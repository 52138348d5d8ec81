/**
 * Installs the clients that Debian packages, with the system's own tools and only where they are missing, as the tests do it with
 * the browser. Rejects with the reason where that cannot be done; looks for nothing elsewhere.
 */
import { findOnPath } from "../support/installBrowser.js";
import { runProcess } from "../support/runProcess.js";

async function findVersion(name: string): Promise<string | undefined> {
  if (findOnPath("dpkg-query") === undefined) return undefined;
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the format language of dpkg-query
  const { code, output } = await runProcess("dpkg-query", ["-W", "-f=${db:Status-Abbrev}${Version}", name]);
  if (code !== 0 || !output.startsWith("ii")) return undefined;
  return /^(?:\d+:)?([^-+]+)/.exec(output.slice(2).trim())?.[1];
}

/** Installs the packages that are missing and returns the version of the first. */
export async function installDebian(...names: readonly string[]): Promise<string> {
  const missing: string[] = [];
  for (const name of names) if ((await findVersion(name)) === undefined) missing.push(name);
  if (missing.length > 0) {
    if (findOnPath("apt-get") === undefined) throw new Error(`needs ${missing.join(", ")} of Debian`);
    const options = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
    const { code } = await runProcess(
      "apt-get",
      ["install", "--yes", "--no-install-recommends", ...missing],
      options,
    );
    if (code !== 0) throw new Error(`apt-get could not install ${missing.join(", ")}`);
  }
  const version = await findVersion(names[0] ?? "");
  if (version === undefined) throw new Error(`${names[0]} is not installed`);
  return version;
}
