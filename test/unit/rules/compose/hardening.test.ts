import { hardening } from "../../../../src/core/rules/compose/hardening";
import { testRule } from "../../../support/rule-tester";

const all = "security_opt: [no-new-privileges:true]\n    cap_drop: [ALL]\n    read_only: true";
const web = (body: string, image = "nginx:1.29") => `services:\n  web:\n    image: ${image}\n    ${body}\n`;
const marked = (body: string, image?: string) => web(body, image).replace("web", "«web»");
const options = (...items: string[]) =>
  `cap_drop: [ALL]\n    read_only: true\n    security_opt:\n${items.map((item) => `      - ${item}\n`).join("")}`.trimEnd();

testRule(hardening, {
  valid: [
    { title: "all of it", code: web(all), proof: "web" },
    { title: "short form", code: web(options("apparmor:docker-default", "no-new-privileges")) },
    { title: "equals sign", code: web(options("no-new-privileges=true")) },
    {
      title: "the last word counts",
      code: web(options("no-new-privileges:false", "no-new-privileges:true")),
    },
    { title: "other spellings", code: web(options("no-new-privileges:T").replace("ALL", "cap_all")) },
    {
      title: "variables that nobody knows",
      code: web(
        all.replace("true\n", "${NNP}\n").replace("ALL", "${CAPS}").replace("only: true", "only: ${RO}"),
      ),
    },
    {
      title: "a datastore does with one",
      code: web("security_opt: [no-new-privileges:true]", "postgres:17"),
      proof: "web",
    },
    { title: "inherited", code: `x-safe: &safe\n    ${all}\n${web("<<: *safe")}` },
    { title: "extended", code: `services:\n  base:\n    image: x\n    ${all}\n  web:\n    extends: base\n` },
    { title: "extended from another file", code: web("extends: { file: base.yaml, service: web }") },
    {
      title: "in the file for production",
      code: {
        "compose.yaml": web("restart: always"),
        "compose.prod.yaml": web(all).replace("    image: nginx:1.29\n", ""),
      },
    },
    { title: "development", code: { "compose.dev.yaml": web("restart: always") } },
    {
      title: "a provider is no container",
      code: "services:\n  web:\n    provider: { type: awesomecloud }\n",
    },
    {
      title: "half a line",
      code: web(all.replace("[ALL]", "{ A: x }").replace("only: true", "only: true\n      - half")),
    },
    { title: "while a quote is open", code: `${web("restart: always")}  x:\n    image: "y\n` },
  ],
  invalid: [
    {
      title: "two are missing",
      code: marked("cap_drop: [ALL]"),
      message: /without `no-new-privileges` or `read_only`\.$/,
    },
    { title: "an empty list", code: marked(all.replace("no-new-privileges:true", "")) },
    {
      title: "another option",
      code: marked(options("apparmor:unconfined")),
      fixed: web(options("apparmor:unconfined", "no-new-privileges:true")),
    },
    {
      title: "undone again",
      code: marked(options("no-new-privileges:true", "no-new-privileges:false")),
      message: /`no-new-privileges`/,
    },
    {
      title: "switched off",
      code: marked(options("no-new-privileges:false")),
      fixed: web(options("no-new-privileges:true")),
    },
    { title: "a value that Docker refuses", code: marked(options("no-new-privileges:yes")) },
    {
      title: "one capability",
      code: marked(all.replace("ALL", "NET_RAW")),
      fixed: web(all.replace("ALL", "NET_RAW, ALL")),
      message: /without `cap_drop: ALL`\.$/,
    },
    {
      title: "writable on purpose",
      code: marked(all.replace("only: true", "only: false")),
      fixed: web(`${all}\n    tmpfs:\n      - /tmp`)
        .replace("    tmpfs:\n      - /tmp\n", "")
        .replace("nginx:1.29\n", "nginx:1.29\n    tmpfs:\n      - /tmp\n"),
    },
    {
      title: "what is extended is undone",
      code: `services:\n  base:\n    image: x\n    ${all}\n  «web»:\n    extends: base\n    security_opt: [no-new-privileges:false]\n`,
    },
    {
      title: "flow style",
      code: "services:\n  «db»: { image: postgres:17 }\n",
      fixed: "services:\n  db: { image: postgres:17, security_opt: [no-new-privileges:true] }\n",
    },
    {
      title: "one map for two services",
      code: "x-app: &app\n  image: x\nservices:\n  «a»: *app\n  b: *app\n",
      fixed: null,
    },
    {
      title: "neither image nor build, and no other file",
      code: "services:\n  «web»:\n    restart: always\n",
    },
    { title: "an image that nobody knows", code: marked("restart: always", "${IMAGE}"), severity: "hint" },
  ],
});
