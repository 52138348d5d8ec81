/**
 * `npm run library`: makes the library under dist/library/ and says where it is.
 */
import { packageLibrary } from "../support/packageLibrary.js";

packageLibrary().then(
  (folder) => process.stdout.write(`${folder}\n`),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
