/**
 * Loaded into the editor's own process before it starts: what it forks, such as the extension host of each window, gets the variables
 * that stand at this moment in the file this module was imported with (`?file=/path`). So one editor serves windows whose environments
 * differ. Plain JavaScript, because the editor's Node knows nothing else.
 */
import childProcess from "node:child_process";
import { readFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const file = new URL(import.meta.url).searchParams.get("file") ?? "";
const { fork } = childProcess;

/**
 * @param {string | URL} program
 * @param {readonly string[]} parameters
 * @param {import("node:child_process").ForkOptions} options
 */
function forkInEnvironment(program, parameters, options) {
  const env = { ...options.env, ...JSON.parse(readFileSync(file, "utf8")) };
  return fork(program, parameters, { ...options, env });
}

childProcess.fork = /** @type {typeof fork} */ (forkInEnvironment);
syncBuiltinESMExports();

// The editor hands its own arguments down to the extension host, whose children are none of ours.
process.execArgv = process.execArgv.filter((argument, place, all) => {
  const names = (/** @type {string | undefined} */ text) => text?.includes("environmentOfWindow") === true;
  return !names(argument) && !(argument === "--import" && names(all[place + 1]));
});
