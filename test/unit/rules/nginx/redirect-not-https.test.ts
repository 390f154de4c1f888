import { redirectNotHttps } from "../../../../src/core/rules/nginx/redirect-not-https";
import { testRule } from "../../../support/rule-tester";

const plain = (body: string, names = "www.a.example") =>
  `server {\n  listen 80;\n  server_name ${names};\n  ${body}\n}\n`;
const secure = (names = "a.example", body = "root /a;") =>
  `server {\n  listen 443 ssl;\n  server_name ${names};\n  ${body}\n}\n`;

testRule(redirectNotHttps, {
  valid: [
    { title: "to HTTPS", code: plain("return 301 https://$host$request_uri;") + secure() },
    {
      title: "inside a server with TLS the scheme is https",
      code: secure("www.a.example", "return 301 $scheme://a.example$request_uri;") + secure(),
    },
    {
      title: "of a path: the scheme stays what it is",
      code: plain("rewrite ^/old$ /new permanent;\n  location = / { return 302 /app/; }") + secure(),
    },
    {
      title: "within the server, not sent to the browser",
      code: plain("rewrite ^/(.*)$ /index.php?q=$1 last;") + secure(),
    },
    {
      title: "for other names after everything is sent to HTTPS",
      code: plain(
        "if ($scheme = http) { return 301 https://$host$request_uri; }\n  return 301 $scheme://b.example;",
      ),
    },
    {
      title: "TLS ends at a proxy in front",
      code: {
        "compose.yaml": "services:\n  edge:\n    image: traefik:v3.2\n  web:\n    build: .\n",
        "nginx/app.conf": plain("rewrite ^/(.*)$ /app/$1 permanent;"),
      },
    },
    {
      title: "the proxy in front says how the client came",
      code: plain("set $proto $http_x_forwarded_proto;\n  return 301 $scheme://a.example$request_uri;"),
    },
    {
      title: "a platform ends TLS",
      code: {
        "fly.toml": "[http_service]\n  internal_port = 80\n  force_https = true\n",
        "nginx.conf": plain("return 301 $scheme://a.example$request_uri;"),
      },
    },
    { title: "at the machine's own address", code: plain("return 301 http://localhost:3000;") },
    { title: "not at port 80", code: "server {\n  listen 8080;\n  return 301 $scheme://a.example;\n}\n" },
    { title: "a target from a map", code: plain("return 301 $target;") + secure() },
    { title: "text of an answer", code: plain("return 200 http://a.example;") + secure() },
  ],
  invalid: [
    {
      title: "with the visitor's scheme, to a site that has TLS",
      code: plain('return 301 «"${scheme}://a.example$request_uri"»; # apex') + secure(),
      severity: "warning",
      fixed: plain('return 301 "https://a.example$request_uri"; # apex') + secure(),
    },
    {
      title: "to http",
      code: plain("location / {\n    return 302 «http://a.example/»;\n  }"),
      severity: "warning",
      message: /sends visitors on over plain HTTP/,
      fixed: plain("location / {\n    return 302 https://a.example/;\n  }"),
    },
    {
      title: "a URL without a code",
      code: plain("return «http://a.example$request_uri»;") + secure(),
    },
    {
      title: "everything to a relative path, in a branch",
      code: plain(
        "location / {\n    if ($http_accept ~* yaml) { rewrite ^/(.*)$ «/c/$1» redirect; }\n    root /a;\n  }",
      ),
      severity: "hint",
      fixed: plain(
        "location / {\n    if ($http_accept ~* yaml) { rewrite ^/(.*)$ https://$host/c/$1 redirect; }\n    root /a;\n  }",
      ),
    },
    {
      title: "beside a redirect to HTTPS for some",
      code: plain(
        "if ($http_user_agent ~ bot) { rewrite ^/(.*)$ https://$host/$1 redirect; }\n  rewrite ^ «http://b.example$uri» permanent;",
      ),
    },
    {
      title: "no TLS in sight: it may be somewhere else",
      code: plain("return 301 «$scheme://a.example$request_uri»;"),
      severity: "hint",
    },
    {
      title: "the secure site stands in another file of the folder",
      code: {
        "nginx/conf.d/www.conf": plain("return 301 «$scheme://a.example$request_uri»;"),
        "nginx/conf.d/app.conf": secure("*.example"),
      },
      severity: "warning",
    },
  ],
});
