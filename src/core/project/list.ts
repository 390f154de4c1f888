import type { Fact } from "./fact";
import { nginxTree } from "./headers/levels";
import { headers } from "./headers/model";
import { services } from "./services";

/** Every fact, so that a scan can compute their parts file by file. */
// biome-ignore lint/suspicious/noExplicitAny: a list of facts of every type.
export const allFacts: readonly Fact<any, any>[] = [headers, nginxTree, services];
