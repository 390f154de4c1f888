import { version as packageVersion } from "../../package.json";

/** The version of Liftoff, as in its manifest. */
export const version: string = packageVersion;
