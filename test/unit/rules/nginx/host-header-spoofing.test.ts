import { hostHeaderSpoofing } from "../../../../src/core/rules/nginx/host-header-spoofing";
import { testRule } from "../../../support/rule-tester";

testRule(hostHeaderSpoofing, {
  valid: [
    "proxy_set_header Host $host;\n",
    "proxy_set_header Host $host:$server_port;\n",
    "proxy_set_header Host $proxy_host;\n",
    "proxy_set_header Host app.example.com;\n",
    'proxy_set_header Host "";\n',
    "proxy_set_header Host $http_hostname;\n",
    { title: "another header", code: "proxy_set_header X-Forwarded-Host $http_host;\n" },
    { title: "not finished", code: "proxy_set_header Host;\n" },
    {
      title: "the proxy in front writes X-Forwarded-Host",
      code: {
        "edge/nginx.conf": "server {\n  listen 443 ssl;\n  location / { proxy_pass http://web; }\n}\n",
        "web/nginx.conf":
          "server {\n  listen 80;\n  location / {\n    proxy_set_header Host $http_x_forwarded_host;\n    proxy_pass http://app;\n  }\n}\n",
      },
    },
  ],
  invalid: [
    {
      title: "the name of the header in any case, at the usual ports",
      code: "server {\n  listen [::]:443 ssl;\n  listen 80;\n  location / { proxy_set_header HoSt «$http_host»; }\n}\n",
      severity: "warning",
      fixed:
        "server {\n  listen [::]:443 ssl;\n  listen 80;\n  location / { proxy_set_header HoSt $host; }\n}\n",
    },
    {
      title: "in quotes and braces",
      code: 'proxy_set_header Host «"${http_host}"»;\n',
      fixed: 'proxy_set_header Host "$host";\n',
    },
    {
      title: "with a port behind it",
      code: "proxy_set_header Host «$HTTP_HOST:8443»;\n",
      fixed: "proxy_set_header Host $host:8443;\n",
    },
    {
      title: "a query parameter",
      code: "proxy_set_header host «$arg_tenant»;\n",
      message: /the query parameter tenant of the request/,
      fixed: "proxy_set_header host $host;\n",
    },
    { title: "a cookie", code: "proxy_set_header Host «$cookie_host»;\n", message: /the cookie host/ },
    {
      title: "part of a name: no fix",
      code: "proxy_set_header Host «www.$arg_sub.example.com»;\n",
      fixed: null,
    },
    { title: "X-Forwarded-Host", code: "proxy_set_header Host «$http_x_forwarded_host»;\n" },
    {
      title: "X-Forwarded-Host as part of a name",
      code: "http { server { location / { proxy_set_header Host «prefix-$http_x_forwarded_host»; } } }\n",
      fixed: null,
    },
  ],
});
