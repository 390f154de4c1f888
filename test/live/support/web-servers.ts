import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { AppFolder, type Files } from "./folder";
import { type ServerKind, type Site, serverKind, UPSTREAM } from "./servers";
import {
  apacheCommand,
  apacheModules,
  apacheTool,
  caddyTool,
  isMissing,
  nginxCommand,
  nginxTool,
  opensslTool,
  type Tool,
} from "./tools";

const PAGE = "<!doctype html><title>App</title><p>Hello</p>\n";

/** A certificate for the names of the tests, made once. */
let certificate: { readonly cert: string; readonly key: string } | undefined;

function ensureCertificate(): { readonly cert: string; readonly key: string } {
  if (certificate) return certificate;
  const folder = new AppFolder({});
  const [cert, key] = [folder.at("app.pem"), folder.at("app.key")];
  const subject = ["-subj", "/CN=app.example.com", "-addext", "subjectAltName=DNS:app.example.com"];
  const kind = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"];
  execFileSync("openssl", ["req", ...kind, ...subject, "-keyout", key, "-out", cert], { stdio: "ignore" });
  certificate = { cert, key };
  return certificate;
}

function both(first: Tool, second: Tool): Tool {
  return isMissing(second) ? second : first;
}

/** nginx, with the sites of `nginx/conf.d`, in the `nginx/nginx.conf` of the case or one that holds nothing else. */
export const nginx: ServerKind = serverKind(
  "nginx",
  both(nginxTool, opensslTool),
  (site, files) => {
    const { folder } = site;
    const own = files["nginx/nginx.conf"];
    const main = own ?? "events {}\n\nhttp {\n    include conf.d/*.conf;\n}\n";
    for (const [name, text] of Object.entries(files)) {
      if (name.startsWith("nginx/")) folder.write(name, here(text, site));
    }
    const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
    const inHttp = [
      "access_log off;",
      ...places.map((name) => `${name}_temp_path ${folder.at(`tmp/${name}`)};`),
    ];
    mkdirSync(folder.at("tmp"), { recursive: true });
    folder.write("nginx/mime.types", "types { text/html html; application/json json; text/css css; }\n");
    folder.write("nginx/nginx.conf", here(main, site).replace(/http \{/, `http {\n${inHttp.join("\n")}\n`));
    // Workers of their own user could not read the folder.
    const user = os.userInfo().uid === 0 ? "user root; " : "";
    const global = `${user}daemon off; pid ${folder.at("nginx.pid")};`;
    const prefix = folder.at("nginx");
    const args = ["-p", `${prefix}${path.sep}`, "-c", "nginx.conf", "-e", "stderr", "-g", global];
    return { command: nginxCommand, args };
  },
  listensIn(/listen\s+(?:\[::\]:)?80\b/, /listen\s+(?:\[::\]:)?443\b/),
);

const apacheParts = [
  "mpm_event",
  "authz_core",
  "authz_host",
  "unixd",
  "mime",
  "dir",
  "alias",
  "headers",
  "rewrite",
  "ssl",
  "setenvif",
  "proxy",
  "proxy_http",
];

/** Apache, with the sites of `apache/`. */
export const apache: ServerKind = serverKind(
  "Apache",
  both(apacheTool, opensslTool),
  (site, files) => {
    const { folder, port, tlsPort } = site;
    const { plain, tls } = apacheListens(files);
    const sites = Object.keys(files).filter((name) => name.startsWith("apache/"));
    for (const name of sites) folder.write(name, here(files[name] ?? "", site));
    folder.write("mime.types", "text/html html\napplication/json json\n");
    const parts = apacheParts.map(
      (part) =>
        // Some builds have some of them built in.
        `<IfModule !${part}_module>\nLoadModule ${part}_module ${apacheModules}/mod_${part}.so\n</IfModule>`,
    );
    const main = [
      ...parts,
      `ServerRoot ${folder.root}`,
      "ServerName app.example.com",
      `PidFile ${folder.at("apache.pid")}`,
      `DefaultRuntimeDir ${folder.root}`,
      `Mutex file:${folder.root} default`,
      `ErrorLog ${folder.at("error.log")}`,
      `TypesConfig ${folder.at("mime.types")}`,
      ...(plain ? [`Listen 127.0.0.1:${port}`] : []),
      ...(tls ? [`Listen 127.0.0.1:${tlsPort} https`] : []),
      ...(os.userInfo().uid === 0 ? ["User www-data", "Group www-data"] : []),
      `<Directory ${folder.at("www")}>`,
      "Require all granted",
      "AllowOverride All",
      "</Directory>",
      ...sites.map((name) => `Include ${folder.at(name)}`),
    ];
    const config = folder.write("httpd.conf", `${main.join("\n")}\n`);
    openToOthers(folder);
    return { command: apacheCommand, args: ["-f", config, "-DFOREGROUND"] };
  },
  apacheListens,
);

/** Caddy, with the sites of `Caddyfile`; without certificates, which it would fetch. */
export const caddy: ServerKind = serverKind("Caddy", both(caddyTool, opensslTool), (site, files) => {
  const { folder, port } = site;
  const text = here(files.Caddyfile ?? "", site).replace(
    /^app\.example\.com \{/gm,
    `http://app.example.com:${port} {\n\tbind 127.0.0.1`,
  );
  const config = folder.write("Caddyfile.live", `{\n\tadmin off\n\tauto_https off\n}\n${text}`);
  const env = { HOME: folder.root, XDG_DATA_HOME: folder.root, XDG_CONFIG_HOME: folder.root };
  return { command: "caddy", args: ["run", "--config", config, "--adapter", "caddyfile"], env };
});

function apacheListens(files: Files): { plain: boolean; tls: boolean } {
  return listensIn(/<VirtualHost \*:80>/, /<VirtualHost \*:443>/)(files);
}

/** Its workers run as a user of their own. */
function openToOthers(folder: AppFolder): void {
  execFileSync("chmod", ["-R", "a+rX", folder.root]);
}

function listensIn(plain: RegExp, tls: RegExp) {
  return (files: Files) => {
    const text = Object.values(files).join("\n");
    return { plain: plain.test(text), tls: tls.test(text) };
  };
}

/** A configuration with the ports, certificates and folders of this machine in place of those of production. */
function here(text: string, { folder, port, tlsPort, upstreamPort }: Site): string {
  folder.write("www/index.html", PAGE);
  folder.write("www/files/list.html", PAGE);
  const { cert, key } = ensureCertificate();
  return text
    .replace(/^\s*listen\s+\[::\].*\n/gm, "")
    .replace(/\blisten\s+443\b/g, `listen 127.0.0.1:${tlsPort}`)
    .replace(/\blisten\s+80\b/g, `listen 127.0.0.1:${port}`)
    .replaceAll("<VirtualHost *:80>", `<VirtualHost 127.0.0.1:${port}>`)
    .replaceAll("<VirtualHost *:443>", `<VirtualHost 127.0.0.1:${tlsPort}>`)
    .replaceAll("/etc/ssl/app.pem", cert)
    .replaceAll("/etc/ssl/app.key", key)
    .replaceAll("/var/www/app", folder.at("www"))
    .replaceAll(UPSTREAM, `127.0.0.1:${upstreamPort}`);
}
