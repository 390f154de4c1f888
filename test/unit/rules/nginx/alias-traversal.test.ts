import { nginxAliasTraversal } from "../../../../src/core/rules/nginx/alias-traversal";
import { testRule } from "../../../support/rule-tester";

function prefix(location: string, alias: string): string {
  return `location ${location} {\n  alias ${alias};\n}\n`;
}

testRule(nginxAliasTraversal, {
  valid: [
    prefix("/files/", "/home/"),
    prefix("/files/", "/home"),
    prefix("/", "/home/"),
    prefix("= /files", "/home/"),
    prefix("@files", "/home/"),
    { title: "one file", code: prefix("/robots.txt", "/srv/robots.txt") },
    {
      title: "an alias of the outer location",
      code: "location /a/ {\n  location /a/b {\n  }\n  alias /home/;\n}\n",
    },
    prefix("~ ^/site/(.*)$", "/srv/$1"),
    prefix("~ ^/site(/.*)$", "/srv$1"),
    prefix("~ ^/site(/.*)?$", "/srv/$1"),
    prefix("~ ^/v(\\d+)/", "/srv/$1/"),
    prefix("~* ^/(?<name>[a-z]+)\\.png$", "/srv/${name}.png"),
    prefix("~ \\.png$", "/srv/images/"),
    { title: "a group that cannot be told", code: prefix("~ ^/a((?!x).*)$", "/srv/$1") },
    { title: "a variable of the server", code: prefix("~ ^/a", "/srv/$host/") },
  ],
  invalid: [
    {
      code: prefix("«/files»", "/home/"),
      severity: "error",
      message: /\/files\.\.\//,
      fixed: prefix("/files/", "/home/"),
    },
    { code: prefix("^~ «/files»", "'/home/'"), severity: "error", fixed: prefix("^~ /files/", "'/home/'") },
    { code: prefix('«"/files"»', "/home/"), fixed: prefix('"/files/"', "/home/") },
    {
      title: "neither has a slash",
      code: prefix("«/static»", "/app/static"),
      severity: "info",
      fixed: prefix("/static/", "/app/static/"),
    },
    {
      title: "the location with a slash is there as well",
      code: `${prefix("«/files»", "/home/")}${prefix("/files/", "/srv/")}`,
      fixed: null,
    },
    {
      title: "inside another location",
      code: "location /a/ {\n  location «/a/b» {\n    alias /home/;\n  }\n}\n",
      severity: "error",
    },
    {
      code: prefix("~ «/bar(.*)»", "/foo/$1"),
      severity: "error",
      fixed: prefix("~ /bar/(.*)", "/foo/$1"),
    },
    { code: prefix("~ «/site([^/]*)»", "/foo/$1"), severity: "warning" },
    { code: prefix("~ «/site/(.*)»", "/foo$1"), severity: "info", fixed: null },
    { code: prefix("~ «/site/(l\\.)(.*)»", "/lol$1/$2"), fixed: null },
    {
      title: "any file",
      code: prefix('~ "«^/get/(?<file>.*)$»"', "$file").replace('"«', '«"').replace('»"', '"»'),
      severity: "error",
      fixed: null,
    },
  ],
});
