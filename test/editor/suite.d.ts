/** Written by the build, one for each suite: its name and its test files, loaded when mocha is ready. */
declare module "liftoff:suite" {
  export const name: string;
  export const files: readonly (() => unknown)[];
}
