/**
 * `npm run package`: makes the .vsix and says where it is.
 */
import { packageExtension } from "../support/packageExtension.js";

packageExtension().then(
  (file) => process.stdout.write(`${file}\n`),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
