import { invalidHeaderValue } from "../../../../src/core/rules/nginx/invalid-header-value";
import { testRule } from "../../../support/rule-tester";

const hsts = (value: string) => `add_header Strict-Transport-Security ${value} always;\n`;

testRule(invalidHeaderValue, {
  valid: [
    "add_header X-Frame-Options deny;\nadd_header X-Frame-Options 'SAMEORIGIN' always;\n",
    "add_header X-Content-Type-Options nosniff;\n",
    {
      title: "a value from a map",
      code: "add_header X-Frame-Options $frames;\nadd_header X-Content-Type-Options $a always;\n",
    },
    { title: "a template", code: "add_header X-Frame-Options ${FRAMES};\nadd_header A {{ b }} {{ c }};\n" },
    hsts('"max-age=31536000; includeSubDomains; preload"'),
    hsts("max-age=31536000"),
    hsts('"max-age=\\"31536000\\";includeSubDomains;"'),
    { title: "nothing is sent", code: 'add_header X-Frame-Options "";\n' },
    {
      title: "a long value on one line",
      code: "add_header Content-Security-Policy \"default-src 'self'; img-src *\" always;\n",
    },
    {
      title: "other headers say what they like",
      code: 'add_header Cache-Control "no-cache, no-store";\nadd_header X-Foo foo;\n',
    },
    {
      title: "content types over several lines",
      code: "more_set_headers -t 'text/html\n    text/plain' 'X-Foo: some';\n",
    },
    { title: "status codes", code: "more_set_headers -s 404 -s '500 503' 'Foo: bar';\n" },
    {
      title: "a line that is not finished",
      code: "server {\n  add_header X-Frame-Options DENY\n  foo bar;\n}\n",
    },
    {
      title: "directives on one line",
      code: "server { add_header X-Frame-Options DENY; gzip on; root /a; }\n",
    },
  ],
  invalid: [
    {
      title: "one header of several over lines",
      code: "more_set_headers -t 'text/html text/plain'\n    'X-Foo: a'\n    «'X-Bar: some\n        multiline'»\n    'X-Baz: some\n        multiline';\n",
      fixed:
        "more_set_headers -t 'text/html text/plain'\n    'X-Foo: a'\n    'X-Bar: some multiline'\n    'X-Baz: some multiline';\n",
    },
    {
      title: "replacing",
      code: "more_set_headers -r «'Foo:\n    multiline'»;\n",
      fixed: "more_set_headers -r 'Foo: multiline';\n",
    },
    {
      title: "a variable over lines",
      code: 'add_header Content-Security-Policy «"\n  img-src $hosts;\n  font-src data:\n"»;\n',
      fixed: 'add_header Content-Security-Policy "img-src $hosts; font-src data:";\n',
    },
    {
      code: "add_header X-Frame-Options «ALLOWALL» always;\n",
      severity: "warning",
      fixed: "add_header X-Frame-Options SAMEORIGIN always;\n",
    },
    {
      title: "two values",
      code: 'add_header X-Frame-Options «"DENY, SAMEORIGIN"»;\n',
      fixed: 'add_header X-Frame-Options "DENY";\n',
    },
    {
      title: "a policy beside it would be narrowed by another",
      code: "add_header X-Frame-Options «'ALLOW-FROM https://a.example/'»;\nadd_header Content-Security-Policy \"default-src 'self'\";\n",
      fixed: null,
    },
    {
      title: "headers-more",
      code: "more_set_headers «'X-Frame-Options: ALLOWALL'»;\n",
      fixed: "more_set_headers 'X-Frame-Options: SAMEORIGIN';\n",
    },
    {
      code: 'add_header X-Content-Type-Options «"no-sniff"»;\n',
      fixed: 'add_header X-Content-Type-Options "nosniff";\n',
    },
    {
      title: "no time",
      code: hsts("«includeSubDomains»"),
      fixed: hsts('"max-age=31536000; includeSubDomains"'),
    },
    {
      title: "a colon",
      code: hsts('«"max-age: 63072000; includeSubDomains"»'),
      fixed: hsts('"max-age=63072000; includeSubDomains"'),
    },
    {
      title: "no semicolon",
      code: hsts('«"max-age=63072000 preload"»'),
      fixed: hsts('"max-age=63072000; preload"'),
    },
    {
      title: "a comma",
      code: hsts('«"max-age=63072000, includeSubDomains"»'),
      fixed: hsts('"max-age=63072000; includeSubDomains"'),
    },
    { title: "nothing that one could repair", code: hsts('«"max-age=one-year"»'), fixed: null },
    {
      title: "a policy without quotes",
      code: "server {\n  «add_header Content-Security-Policy default-src 'self'; script-src 'self' cdn.example; upgrade-insecure-requests;»\n  root /a;\n}\n",
      severity: "error",
      fixed:
        "server {\n  add_header Content-Security-Policy \"default-src 'self'; script-src 'self' cdn.example; upgrade-insecure-requests\";\n  root /a;\n}\n",
    },
    {
      title: "words without quotes",
      code: "«add_header Cache-Control no-cache, no-store always;»\n",
      severity: "error",
      fixed: 'add_header Cache-Control "no-cache, no-store" always;\n',
    },
  ],
});
