import type { PythonForm } from "../../files/python/form";
import { environmentRead } from "../../files/syntax/environment";
import { possibleValues } from "../../files/syntax/possible";
import { entryNamed, stringOf } from "../../files/syntax/value";
import { replacement, type TextEdit } from "../../text/edits";
import { defineRule, type Severity } from "../rule";
import { type CorsUse, corsUses, wildcardsIn } from "./cors-middleware";

/** What an API of forms and JSON needs; the list is for a person to adapt. */
const usual: ReadonlyMap<string, readonly string[]> = new Map([
  ["allow_methods", ["GET", "POST", "PUT", "PATCH", "DELETE"]],
  ["allow_headers", ["Authorization", "Content-Type"]],
]);

export const fastapiCorsWildcardMethods = defineRule({
  id: "fastapi/cors-wildcard-methods",
  on: "python",
  severity: "info",
  title: "Name the methods and headers that CORS allows",
  why: "A wildcard lets the allowed origins use methods and headers that the API never meant to offer to browsers. With credentials, Starlette's documentation asks for explicit lists.",
  references: [
    "https://fastapi.tiangolo.com/tutorial/cors/",
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS#credentialed_requests_and_wildcards",
  ],
  equivalents: [],
  mentions: ["CORSMiddleware"],
  fix: "review",
  examples: [
    {
      bad: `app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://app.example.com"],
    allow_credentials=True,
    allow_methods=«["*"]»,
    allow_headers=«["*"]»,
)
`,
      good: `app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://app.example.com"],
    allow_credentials=True,
    allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
    allow_headers=["Authorization", "Content-Type"],
)
`,
    },
  ],
  *check({ file }) {
    const { form } = file;
    for (const use of corsUses(form)) {
      for (const [name, values] of usual) {
        const option = entryNamed(use.options, name);
        const wildcards = option ? wildcardsIn(option, form) : [];
        if (!option || wildcards.length === 0) continue;
        const isList = form.resolve(option.value).kind !== "string";
        const what = name === "allow_methods" ? "method" : "request header";
        yield {
          at: option.value.at,
          message: `Every ${what} is allowed across origins${use.credentials ? ", with credentials" : ""}.`,
          severity: severityOf(use, form),
          fixes: [
            {
              title: `Allow ${values.join(", ")} only`,
              kind: "review",
              edits: wildcards.slice(0, 1).map(({ value }): TextEdit => {
                const quote = form.text[value.at.end - 1] === "'" ? "'" : '"';
                const list = values.map((entry) => quote + entry + quote).join(", ");
                return replacement(value.at, isList ? list : `[${list}]`);
              }),
            },
          ],
        };
      }
    }
  },
});

function severityOf(use: CorsUse, form: PythonForm): Severity {
  if (use.credentials) return "warning";
  return hasNamedOrigins(use, form) ? "hint" : "info";
}

function hasNamedOrigins({ options }: CorsUse, form: PythonForm): boolean {
  const origins = entryNamed(options, "allow_origins");
  if (!origins || wildcardsIn(origins, form).length > 0) return false;
  const values = possibleValues(origins.value, form);
  return values.every(
    ({ value }) => stringOf(value) !== undefined || environmentRead(value, form) !== undefined,
  );
}
