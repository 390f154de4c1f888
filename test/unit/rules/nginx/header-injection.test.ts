import { headerInjection } from "../../../../src/core/rules/nginx/header-injection";
import { testRule } from "../../../support/rule-tester";

testRule(headerInjection, {
  valid: [
    "return 301 https://some$request_uri;\n",
    "return 301 https://$host$request_uri;\nreturn 403;\n",
    {
      title: "the text of an answer",
      code: 'location /health {\n  return 200 "ok $uri";\n}\nreturn 404 /errors$uri;\n',
    },
    {
      title: "a map without what the request says",
      code: 'server {\n  location = /a {\n    return 200 "https://$canonical_host/";\n    return 301 https://$canonical_host/;\n  }\n}\nmap $ssl_server_name $canonical_host {\n  default $ssl_server_name;\n}\n',
    },
    {
      title: "a capture that cannot hold one",
      code: "location ~ /proxy/(a|b)/(\\W*)$ {\n  set $p $1;\n  proxy_pass http://storage/$p;\n}\n",
    },
    {
      title: "a variable that is defined elsewhere",
      code: "location ~ /proxy/(a|b)/(\\W*)$ {\n  proxy_pass http://storage/$some;\n}\n",
    },
    {
      title: "a dot takes no line feed",
      code: "location ~* ^/test/(.*) {\n  proxy_pass http://10.10.10.10/$1;\n}\n",
    },
    {
      title: "rewrite escapes what it captured",
      code: "rewrite ^/proxy/(a|b)/(?<path>\\W*)$ http://storage/$path redirect;\nrewrite ^/a/([^/]+)$ /b/$1 permanent;\n",
    },
    { title: "a rewrite that stays inside", code: "rewrite ^ /index.php?q=$uri last;\n" },
    {
      title: "sets without line breaks",
      code: "location ~ ^/a/([^/\\s]+)/([\\w-]+)/([a-z]+)/([^\\x/\\r\\n]+)$ {\n  return 301 /$1/$2/$3/$4;\n}\n",
    },
    {
      title: "only one path gets there",
      code: "location = /a {\n  return 301 https://example.com$uri;\n}\n",
    },
    {
      title: "the whole path is limited",
      code: "location ~ ^/[a-z/]+$ {\n  return 301 https://example.com$uri;\n}\n",
    },
    {
      title: "captures of what has no line breaks",
      code: "if ($http_user_agent ~ ^([^/]+)) {\n  return 301 /$1;\n}\n",
    },
    {
      title: "what looks ahead takes nothing",
      code: "location ~ ^/a/(?=[^/]+)(\\d+) {\n  return 301 /$1;\n}\n",
    },
    {
      title: "the usual headers for an application",
      code: "proxy_set_header Host $host;\nproxy_set_header X-Original-URI $request_uri;\nadd_header X-Cache $upstream_cache_status;\n",
    },
  ],
  invalid: [
    { code: "add_header X-Uri «$uri»;\n", severity: "error", fixed: "add_header X-Uri $request_uri;\n" },
    {
      code: "return http://example.com«$uri»;\n",
      severity: "error",
      fixed: "return http://example.com$request_uri;\n",
    },
    {
      code: "return 301 https://$host«${uri}»$is_args$args;\n",
      fixed: "return 301 https://$host$request_uri;\n",
    },
    {
      code: "rewrite ^ http://some«$uri»;\n",
      severity: "error",
      fixed: "rewrite ^ http://some$request_uri?;\n",
    },
    {
      code: "rewrite ^ 'https://$host«$uri»?' permanent;\n",
      fixed: "rewrite ^ 'https://$host$request_uri?' permanent;\n",
    },
    {
      code: "proxy_pass http://upstream«$document_uri»;\n",
      severity: "warning",
      fixed: "proxy_pass http://upstream$request_uri;\n",
    },
    { code: 'proxy_set_header "X-Original-Uri" «$document_uri»;\n', severity: "warning" },
    { title: "headers-more", code: "more_set_headers 'X-Uri: «$uri»';\n" },
    {
      title: "a capture",
      code: "location ~ /proxy/(a|b)/(\\W*)$ {\n  proxy_pass http://storage/«$2»;\n}\n",
      severity: "warning",
      fixed: null,
    },
    {
      title: "set from a capture",
      code: "location ~ /proxy/(a|b)/(\\W*)$ {\n  set $p $2;\n  proxy_pass http://storage/«$p»;\n}\n",
      fixed: null,
    },
    {
      title: "a name, in a variable",
      code: 'location ~ /proxy/(a|b)/(?<p>\\W*)$ {\n  set $upstream "http://$1/$p?";\n  proxy_pass «$upstream»;\n}\n',
    },
    {
      title: "everything but a slash",
      code: "location ~* ^/test/([^/]+)/ {\n  proxy_pass http://10.10.10.10/«$1»;\n}\n",
      fixed: "location ~* ^/test/([^/\\r\\n]+)/ {\n  proxy_pass http://10.10.10.10/$1;\n}\n",
    },
    {
      title: "a name in quotes, everything but a dot",
      code: 'location ~ "/v1/((?<action>[^.]*)\\.json)?$" {\n  add_header X-Action «$action»;\n}\n',
      fixed: 'location ~ "/v1/((?<action>[^.\\r\\n]*)\\.json)?$" {\n  add_header X-Action $action;\n}\n',
    },
    {
      title: "a carriage return alone",
      code: "location ~ ^/old/(.*)$ {\n  return 301 /new/«$1»;\n}\n",
      severity: "hint",
      fixed: null,
    },
    {
      title: "a dot that takes everything",
      code: "location ~ (?s)^/old/(.*)$ {\n  return 301 /new/«$1»;\n}\n",
      severity: "error",
    },
    {
      title: "a capture of an if",
      code: "location / {\n  if ($uri ~* ^/a/([^/]+)) {\n    return 301 /b/«$1»;\n  }\n}\n",
    },
    {
      title: "a map of the path",
      code: 'map $uri $target {\n  default "";\n  ~^/a/([^/]+)$ /b/$1;\n}\nserver {\n  return 301 «$target»;\n}\n',
    },
    {
      title: "a map hands the path on",
      code: "map $host $target {\n  default $uri;\n}\nserver {\n  return 301 «$target»;\n}\n",
    },
  ],
});
