import { nginxProxyPassUserControlled } from "../../../../src/core/rules/nginx/proxy-pass-user-controlled";
import { testRule } from "../../../support/rule-tester";

function pass(address: string, location = "/proxy/", more = ""): string {
  return `location ${location} {\n  ${more}proxy_pass ${address};\n}\n`;
}

testRule(nginxProxyPassUserControlled, {
  valid: [
    pass("http://app:3000"),
    pass("http://app$request_uri"),
    pass("http://app$uri$is_args$args"),
    pass("http://app/$arg_page"),
    pass("http://app?x=$arg_x"),
    pass("http://$host"),
    pass("$scheme://$upstream_name"),
    pass("http://$1", "~ ^/([a-z0-9-]+)/"),
    pass("http://app$1", "~ ^/api(/.*)$"),
    pass("http://static.example.com/$1", "~ /proxy/(.*)$"),
    pass("$upstream", "/", 'set $upstream "http://app$request_uri"; '),
    pass("$upstream", "/", "set $upstream http://app:3000; "),
    { title: "an internal location", code: pass("$arg_url", "/proxy/", "internal; ") },
    {
      title: "a map with fixed values",
      code: `map $arg_service $backend {\n  default app;\n  b reports;\n}\n${pass("http://$backend")}`,
    },
    {
      title: "fixed values that end the host",
      code: `geo $prefix {\n  default "/default/";\n  10.0.0.0/8 "/internal/";\n}\n${pass("http://app$prefix$arg_host")}`,
    },
    {
      title: "set elsewhere",
      code: `server {\n  location /a {\n    set $b $arg_x;\n  }\n  location /c {\n    proxy_pass http://$b;\n  }\n}\n`,
    },
    { title: "a variable that grows", code: pass("http://$a", "/", "set $a $a$a; ") },
    "location /app/ {\n  fastcgi_pass backend;\n}\n",
  ],
  invalid: [
    { code: pass("«$arg_url»"), severity: "error", fixed: null },
    { code: pass('"http://«${http_x_target}»/a"'), severity: "error" },
    { code: pass("http://«$cookie_node»:3000") },
    { code: pass("«$http_x_scheme»://app/a") },
    { code: pass("http://app«${arg_zone}».example.com"), severity: "warning", fixed: null },
    { code: pass("«$url»", "~ /proxy/(?P<url>.*)$"), severity: "error", fixed: null },
    {
      title: "a path without its slash",
      code: pass("http://app«$path»", "~* ^/backend/(?<path>.*)"),
      severity: "warning",
      fixed: pass("http://app/$path", "~* ^/backend/(?<path>.*)"),
    },
    {
      title: "set from the path",
      code: pass(
        "$protocol://«$target»/$path",
        "~* ^/get/(https?)/(.*?)/(.*)",
        "set $protocol $1; set $target $2; set $path $3; ",
      )
        .replace("«$target»", "$target")
        .replace("proxy_pass $protocol", "proxy_pass «$protocol")
        .replace("$path;\n", "$path»;\n"),
      fixed: null,
    },
    {
      title: "set in an if",
      code: `location / {\n  set $to app;\n  if ($arg_to) {\n    set $to $arg_to;\n  }\n  proxy_pass «http://$to»;\n}\n`,
      severity: "error",
    },
    {
      title: "captured by a rewrite",
      code: "location / {\n  rewrite ^/(.*)$ /x break;\n  proxy_pass http://«$1»;\n}\n",
    },
    {
      title: "a map without a default in front",
      code: `map $arg_key $mapped {\n  a "/a/";\n}\n${pass("http://$mapped«$arg_host»")}`,
    },
    {
      title: "a map that passes on what was asked",
      code: `map $uri $backend {\n  default $arg_backend;\n}\n${pass("http://«$backend»")}`,
    },
    { code: "location /app/ {\n  fastcgi_pass «$arg_dest»;\n}\n", severity: "error" },
    { code: "location /app/ {\n  grpc_pass grpc://«$http_x_target»:50051;\n}\n" },
  ],
});
