import type { SourceFile } from "../../files/source";
import { Collector, nameIn } from "./collector";
import { helperCalls, helpersIn } from "./helper-calls";
import { phpUsage } from "./php-usage";
import { type CodeReads, noReads } from "./read";

const getenv =
  /(?<![\w$>:])\\?getenv\(\s{0,40}(["'])([A-Za-z_]\w{0,99})\1\s{0,20}(?:,\s{0,8}(?:true|false|local_only:\s{0,8}\w{4,5})\s{0,8})?\)/gi;
const index = /\$_ENV\[\s{0,8}(["'])([A-Za-z_]\w{0,99})\1\s{0,8}\]/g;
const env =
  /(?<![\w$>:])\\?(?:env|Env::(get|getOrFail))\(\s{0,40}(["'])([A-Za-z_]\w{0,99})\2\s{0,40}(?=([,)]))/g;
const exists = /\barray_key_exists\(\s{0,20}(["'])([A-Za-z_]\w{0,99})\1\s{0,8},\s{0,8}\$_ENV\b/g;
const put = /(?<![\w$>:])\\?putenv\(\s{0,20}["']([A-Za-z_]\w{0,99})=/g;
/** What a web server hands to PHP with every request. */
const ofRequest =
  /^(?:HTTP_\w+|HTTPS|(?:SCRIPT|REQUEST)_\w+|REMOTE_(?:ADDR|HOST|PORT|USER)|SERVER_(?:ADDR|NAME|PORT|PROTOCOL|SOFTWARE|ADMIN|SIGNATURE)|DOCUMENT_(?:ROOT|URI)|PATH_(?:INFO|TRANSLATED)|QUERY_STRING|CONTENT_(?:TYPE|LENGTH)|AUTH_TYPE|GATEWAY_INTERFACE|ORIG_\w+)$/;
const helperBody =
  /(?:\bgetenv|(?<![\w$>:])env)\(\s{0,8}(\$\w+)\b|\$_(?:ENV|SERVER)\[\s{0,8}(\$\w+)\s{0,8}\]/g;

/** What a PHP file says about the environment. */
export function phpReads({ text, form, path }: SourceFile<"php">): CodeReads {
  if (!/[eE][nN][vV]\w{0,40}(?:\(|\[|::)|\$_ENV\b/.test(text)) return noReads;
  const found = new Collector(form);
  for (const search of [getenv, index]) {
    for (const match of found.matches(search)) {
      const [whole, , name = ""] = match;
      if (!ofRequest.test(name))
        found.add(
          name,
          nameIn(match, name),
          phpUsage(text, match.index, match.index + whole.length, found.reach()),
        );
    }
  }
  const isSettings = isSettingsFile(path);
  for (const match of found.matches(env)) {
    const [whole, verb, , name = "", next] = match;
    const end = match.index + whole.length;
    const at = nameIn(match, name);
    if (next === ",") found.add(name, at, "optional");
    else if (verb === "getOrFail") found.add(name, at, "required");
    // Settings of Laravel are null where nothing is set, and the framework goes on with that.
    else found.add(name, at, isSettings ? "optional" : phpUsage(text, match.index, end + 1, found.reach()));
  }
  for (const match of found.matches(exists)) {
    found.add(match[2] ?? "", nameIn(match, match[2] ?? ""), "guard");
  }
  for (const match of found.matches(put)) found.add(match[1] ?? "", nameIn(match, match[1] ?? ""), "set");
  const calls = helperCalls(text, "//").filter(
    ({ helper }) => /env/i.test(helper) && !/^(?:get)?env$/i.test(helper),
  );
  return found.result(calls, helpersIn(text, helperBody, "php"));
}

/** Whether the file at `path` is one of those that Laravel keeps its settings in, each with what holds by itself. */
export function isSettingsFile(path: string): boolean {
  return /(?:^|\/)config\/(?:[\w-]+\/){0,3}[\w-]+\.php$/.test(path);
}
