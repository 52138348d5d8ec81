/** What the build puts into dist/server.js: the bundled core, or nothing while developing. See esbuild.mjs. */
declare module "embedded-core" {
  export const text: string;
}
