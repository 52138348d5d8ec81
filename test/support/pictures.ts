/**
 * Pictures of what tests see, for whoever changes it: `AEP_SHOTS` names their folder. Without it none is taken, because drawing and
 * packing one is work, and no test looks at them. A failure leaves its picture anyhow.
 */
import path from "node:path";
import type { Page, PageScreenshotOptions } from "playwright-core";

/** Writes NAME.png where pictures are wanted. */
export async function takePicture(
  page: Page,
  name: string,
  options: PageScreenshotOptions = {},
): Promise<void> {
  const folder = process.env.AEP_SHOTS;
  if (folder !== undefined) await page.screenshot({ ...options, path: path.join(folder, `${name}.png`) });
}
