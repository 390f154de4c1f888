import { headersOfHost } from "../../project/headers/host";
import { protectiveHeaders } from "../../project/headers/libraries";
import { defineRule } from "../rule";
import { functionOf, sentElsewhere } from "./around";

export const headersDoNotReachFunctions = defineRule({
  id: "host/headers-do-not-reach-functions",
  on: ["hostheaders", "toml"],
  severity: "info",
  hardening: true,
  title: "Set headers in functions too",
  why: "Netlify and Cloudflare Pages add the headers of these files to static files only. What a function or a server-rendered page answers goes out without them.",
  references: [
    "https://docs.netlify.com/manage/routing/headers/",
    "https://developers.cloudflare.com/pages/configuration/headers/",
  ],
  equivalents: [],
  fix: "none",
  examples: [
    {
      fix: null,
      files: {
        "public/_headers": `/*
  «X-Frame-Options: SAMEORIGIN»
  X-Content-Type-Options: nosniff
`,
        "functions/api/orders.ts": `export function onRequest() {
  return Response.json([]);
}
`,
      },
      good: {
        "public/_headers": `/*
  X-Frame-Options: SAMEORIGIN
  X-Content-Type-Options: nosniff
`,
        "functions/_middleware.ts": `export async function onRequest({ next }) {
  const response = await next();
  response.headers.set("X-Frame-Options", "SAMEORIGIN");
  response.headers.set("X-Content-Type-Options", "nosniff");
  return response;
}
`,
      },
    },
  ],
  *check({ file, project }) {
    if (file.is("toml") && !file.path.endsWith("netlify.toml")) return;
    const sent = headersOfHost(file)?.providers.filter(({ header }) => protectiveHeaders.has(header)) ?? [];
    const [first] = sent;
    const code = first && functionOf(file, project);
    if (!first || code === undefined) return;
    if (sent.some(({ header }) => sentElsewhere(header, file, project)?.layer === "app")) return;
    const who = project.has(code) ? `Responses of ${code}` : `Pages rendered with ${code}`;
    yield {
      at: first.at,
      message: `${who} go out without these headers: the host adds them to static files only.`,
      ...(project.has(code)
        ? { related: [{ path: code, at: { start: 0, end: 0 }, message: "Answers with code of its own." }] }
        : {}),
    };
  },
});
