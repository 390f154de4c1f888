import { nginxCorsOriginRegex } from "../../../../src/core/rules/nginx/cors-origin-regex";
import { testRule } from "../../../support/rule-tester";

/** A map that sends the origin back where `key` matches. */
function map(key: string): string {
  return `map $http_origin $cors_origin {\n  default "";\n  ${key} $http_origin;\n}\n`;
}

/** A location that sends the origin back where it matches. */
function check(condition: string): string {
  return `location /api/ {\n  if (${condition}) {\n    add_header Access-Control-Allow-Origin $http_origin;\n  }\n}\n`;
}

testRule(nginxCorsOriginRegex, {
  valid: [
    map('"~^https://([a-z0-9-]+\\.)?example\\.com$"'),
    map("~^https://([A-Za-z0-9\\-]+\\.)?example\\.com(?::[0-9]{1,5})?$"),
    map("~*^https?://(www\\.)?example\\.(com|co\\.uk)$"),
    map('"https://app.example.com"'),
    map("~^https://.*\\.example\\.com$"),
    map("~^https?://(localhost|127\\.0\\.0\\.1)(:\\d+)?$"),
    map("~^https?://192\\.168\\.\\d{1,3}\\.\\d{1,3}(:\\d+)?$"),
    map("~^https://[a-z]+\\.corp\\.internal$"),
    map("~^https://(a\\.example\\.com|b\\.example\\.com)$"),
    map("~^https://a\\.example\\.com$|^https://b\\.example\\.com$"),
    map("~^(https?://)?app\\.example\\.com$"),
    map("~^https://(?>www\\.)example\\.com$"),
    { title: "look-ahead", code: map("~^https://(?!evil).*example\\.com$") },
    { title: "a template's value", code: map("~^https://${DOMAIN}$") },
    check('$http_origin ~* "^https://(www\\.)*+example\\.com$"'),
    check('$http_origin = "https://app.example.com"'),
    { title: "any origin at all: another rule's matter", code: check("$http_origin ~ .+") },
    {
      title: "a list of those who are turned away",
      code: "if ($http_referer ~* (semalt\\.com|buttons-for-website\\.com)) {\n  return 403;\n}\n",
    },
    { title: "statistics", code: "if ($http_referer ~* google) {\n  set $from_search 1;\n}\n" },
    {
      title: "a map of origins that are not wanted",
      code: "map $http_origin $foreign {\n  default 0;\n  ~evil 1;\n}\n",
    },
    { title: "a map of something else", code: "map $uri $x {\n  ~example.com $http_origin;\n}\n" },
    "if ($http_referer !~ '^https?:\\/\\/some\\.example\\.org\\/') {\n  return 403;\n}\n",
    'if ($http_referer ~ "^https?://example\\.com($|/)(?P<path>.*)") {\n  set $from $path;\n}\n',
  ],
  invalid: [
    {
      code: map('"~«^https://app.example.com$»"'),
      severity: "warning",
      message: /https:\/\/appxexample\.com/,
      fixed: map('"~^https://app\\.example\\.com$"'),
    },
    {
      code: map("~«example\\.com$»"),
      message: /https:\/\/evilexample\.com/,
      fixed: map('"~^https://(?:[a-z0-9-]+\\.)*example\\.com$"'),
    },
    {
      code: map("'~*«^https?://.*example\\.com$»'"),
      message: /https?:\/\/evilexample\.com/,
      fixed: map("'~*^https?://(?:[a-z0-9-]+\\.)*example\\.com$'"),
    },
    {
      code: map("~«^https://example\\.com»"),
      message: /https:\/\/example\.com\.evil\.example/,
      fixed: map('"~^https://example\\.com$"'),
    },
    {
      title: "a path is allowed",
      code: map("~«^https://example\\.com/»"),
      severity: "warning",
      message: /No origin/,
      fixed: map('"~^https://example\\.com$"'),
    },
    { title: "a slash that may be there", code: map("~«^https://example\\.com/?$»"), severity: "hint" },
    {
      title: "names that anybody can get",
      code: map('"~«^https://[a-z0-9-]+\\.vercel\\.app$»"'),
      severity: "warning",
      message: /anybody can get a name under vercel\.app/,
      fixed: null,
    },
    { title: "everything", code: map("~«.*»"), severity: "warning", fixed: null },
    { title: "any host", code: map("~«^https?://.+$»"), severity: "warning", fixed: null },
    {
      title: "upper case",
      code: map("~«^https://App\\.example\\.com$»"),
      message: /lower case/,
      fixed: null,
    },
    {
      title: "one of several has no start",
      code: map('"~«^https://a\\.example\\.com$|b\\.example\\.com$»"'),
      severity: "warning",
      fixed: null,
    },
    {
      title: "a sub-domain, nothing of the scheme",
      code: map("~«\\.example\\.com$»"),
      severity: "hint",
      message: /http:\/\//,
    },
    {
      title: "a map of flags",
      code: 'map $http_origin $cors_allowed {\n  default 0;\n  "~«^https://app\\.example\\.com»" 1;\n}\n',
    },
    {
      title: "a map whose variable is sent",
      code: 'map $http_origin $acao {\n  default "";\n  "~«example\\.com»" https://www.example.com;\n}\nserver {\n  add_header Access-Control-Allow-Origin $acao;\n}\n',
      severity: "warning",
    },
    {
      code: check("$http_origin ~* («^https?://(www|app).example.com$»)")
        .replace("(«", "«(")
        .replace("»)", ")»"),
      message: /wwwxexample\.com|appxexample\.com|xcom/,
    },
    {
      title: "without quotes, the parenthesis behind it",
      code: check("$http_origin ~* «^https://app\\.example\\.com»"),
      fixed: check("$http_origin ~* ^https://app\\.example\\.com$"),
    },
    {
      title: "part of a name",
      code: check('$http_origin ~ "«^https://webv.+isor\\.com$»"'),
      fixed: null,
    },
    {
      title: "everybody else is refused",
      code: "if ($http_origin !~ '«^https?:\\/\\/example.org»') {\n  return 403;\n}\n",
      severity: "warning",
      fixed: "if ($http_origin !~ '^https?:\\/\\/example\\.org$') {\n  return 403;\n}\n",
    },
    {
      title: "a referer",
      code: 'if ($http_referer !~ "«https://example\\.com/»") {\n  return 403;\n}\n',
      severity: "info",
      message: /evil\.example\/\?https:\/\/example\.com/,
      fixed: 'if ($http_referer !~ "^https://example\\.com/") {\n  return 403;\n}\n',
    },
    {
      title: "a referer without the slash",
      code: 'if ($http_referer !~ "«^https://example\\.com»") {\n  return 403;\n}\n',
      fixed: 'if ($http_referer !~ "^https://example\\.com/") {\n  return 403;\n}\n',
    },
    {
      title: "a flag for later",
      code: 'location / {\n  if ($http_origin ~* "«^https?://[^/]*\\.example\\.com»") {\n    set $cors true;\n  }\n}\n',
      severity: "warning",
      message: /https?:\/\/example\.com\.evil\.example/,
    },
    {
      title: "statistics of referers",
      code: 'if ($http_referer ~ "«^https?://example\\.com(?P<path>.*)»") {\n  set $from $path;\n}\n',
      severity: "hint",
    },
    {
      title: "the header's name",
      code: 'if ($«http_referrer» !~ "^https://example\\.com/") {\n  return 403;\n}\n',
      fixed: 'if ($http_referer !~ "^https://example\\.com/") {\n  return 403;\n}\n',
    },
  ],
});
