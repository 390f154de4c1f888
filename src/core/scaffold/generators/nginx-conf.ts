import type { ProjectView } from "../../project/view";
import type { Generator, GeneratorInput } from "../generator";
import {
  entrances,
  hasApiPrefix,
  healthPathOf,
  type NamedService,
  noWebService,
  webServices,
} from "../names";
import { domainQuestion } from "../questions";

export const nginxConf: Generator = {
  id: "nginx.conf",
  title: "nginx in front of the app",
  summary: "Ends TLS, leads HTTP to HTTPS, adds security headers, limits requests and compresses.",
  refuses: noWebService,
  questions: ({ stack }) => [domainQuestion(stack)],
  files: (input) => [{ path: "nginx/nginx.conf", text: nginxText(input) }],
};

function nginxText({ stack, answers, project }: GeneratorInput): string {
  const domain = answers.domain ?? stack.domain ?? "app.example.com";
  const { front, back } = entrances(stack);
  const locations = front && back ? [...apiLocations(back, project), location("/", targetOf(front))] : [];
  const [only] = front && back ? [] : webServices(stack);
  return `# In front of everything: the only part that the internet reaches.
user nginx;
worker_processes auto;
error_log /var/log/nginx/error.log warn;

events {
    worker_connections 1024;
}

http {
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    server_tokens off;
    client_max_body_size 10m;

    gzip on;
    gzip_vary on;
    gzip_comp_level 5;
    gzip_min_length 256;
    gzip_proxied any;
    gzip_types text/css application/json application/javascript image/svg+xml;

    # 100 requests a minute for each client; a page may load its parts at once.
    limit_req_zone $binary_remote_addr zone=per_client:10m rate=100r/m;
    limit_req_status 429;

    map $http_upgrade $connection_upgrade {
        default upgrade;
        "" close;
    }

    server {
        listen 80;
        server_name ${domain};

        location = /healthz {
            access_log off;
            default_type text/plain;
            return 200 "ok\\n";
        }

        location /.well-known/acme-challenge/ {
            root /var/www/certbot;
        }

        location / {
            return 301 https://$host$request_uri;
        }
    }

    server {
        listen 443 ssl;
        http2 on;
        server_name ${domain};

        ssl_certificate /etc/letsencrypt/live/${domain}/fullchain.pem;
        ssl_certificate_key /etc/letsencrypt/live/${domain}/privkey.pem;
        ssl_protocols TLSv1.2 TLSv1.3;
        ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305;
        ssl_prefer_server_ciphers off;
        ssl_session_timeout 1d;
        ssl_session_cache shared:TLS:10m;

        # The applications need not send these: what they send is dropped, so that no header comes twice.
        add_header X-Frame-Options "SAMEORIGIN" always;
        add_header X-Content-Type-Options "nosniff" always;
        add_header Referrer-Policy "strict-origin-when-cross-origin" always;
        add_header Strict-Transport-Security "max-age=31536000" always;
        add_header Content-Security-Policy "base-uri 'self'; form-action 'self'; frame-ancestors 'self'; object-src 'none'" always;
        # Where scripts and styles may come from is only reported: move it up when nothing is reported any more.
        add_header Content-Security-Policy-Report-Only "default-src 'self'" always;
        proxy_hide_header X-Frame-Options;
        proxy_hide_header X-Content-Type-Options;
        proxy_hide_header Referrer-Policy;
        proxy_hide_header Strict-Transport-Security;
        proxy_hide_header X-Powered-By;

        proxy_http_version 1.1;
        proxy_set_header Host $host;
        proxy_set_header X-Real-IP $remote_addr;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection $connection_upgrade;
${[...locations, ...(only ? [location("/", targetOf(only), "burst=40 nodelay")] : [])].join("")}    }
}
`;
}

function targetOf({ name, service }: NamedService): string {
  return `http://${name}:${service.port}`;
}

/** The way to the application, which knows its routes with `/api` before them or without. */
function apiLocations(back: NamedService, project: ProjectView): string[] {
  const target = targetOf(back);
  const health = healthPathOf(back.service, project);
  if (!hasApiPrefix(back.service, project))
    return [location("/api/", `${target}/`, "burst=20 nodelay", cutOff)];
  const own = health.startsWith("/api/") ? [] : [location(`= /api${health}`, `${target}${health}`)];
  return [...own, location("/api/", target, "burst=20 nodelay")];
}

const cutOff =
  "# liftoff-ignore nginx/proxy-pass-normalized -- the application has its routes without /api: that is cut off here";

function location(path: string, target: string, limit?: string, note?: string): string {
  const lines = [
    "",
    `        location ${path} {`,
    ...(limit ? [`            limit_req zone=per_client ${limit};`] : []),
    ...(note ? [`            ${note}`] : []),
    `            proxy_pass ${target};`,
    "        }",
    "",
  ];
  return lines.join("\n");
}
