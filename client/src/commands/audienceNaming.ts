/**
 * Asks what a new audience is called, and says at once where the sandbox has that name already. The platform's last word is the
 * preview's: what cannot be looked up, or is so new that lists do not show it, is no obstacle here.
 */
import { listAudiences } from "../api/audiences";
import type { SandboxTarget } from "../model/resource";
import type { Services } from "../services";
import { say } from "../words/say";

/** Asks until the name is free in the sandbox; what was typed stays in the box. */
export async function askAudienceName(
  services: Services,
  target: SandboxTarget,
  proposal: string,
): Promise<string> {
  const toTaken = (name: string): string =>
    say("An audience named “{0}” already exists in this sandbox.", name);
  let taken: string | undefined;
  for (let value = proposal; ; ) {
    const refused = taken;
    const typed = await services.prompts.ask({
      title: say("New Audience"),
      prompt: refused === undefined ? say("Name of the audience") : toTaken(refused),
      value,
      check: (text) => {
        const name = text.trim();
        if (name === "") return say("An audience needs a name.");
        return name === refused ? toTaken(name) : undefined;
      },
    });
    value = typed.trim();
    if (!(await isTaken(services, target, value))) return value;
    taken = value;
  }
}

async function isTaken(services: Services, target: SandboxTarget, name: string): Promise<boolean> {
  const { prompts, sessions, log } = services;
  try {
    return await prompts.showProgress(say("Looking up the name"), async (signal) => {
      const session = await (await sessions()).open(target.connection, target.sandbox);
      const page = await listAudiences(session, { nameContains: name }).nextPage(signal);
      return page?.items.some((audience) => audience.name === name) === true;
    });
  } catch (error) {
    log.warn("A name could not be looked up", { error: String(error) });
    return false;
  }
}
