/**
 * `npm run demo:page`: builds the page on which a visitor tries PQL and says where it is.
 */
import { pathToFileURL } from "node:url";
import { buildDemoPage } from "../support/buildDemoPage.js";

buildDemoPage().then(
  (file) => process.stdout.write(`${pathToFileURL(file)}\n`),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
