import type { Files } from "./folder";
import type { Answer } from "./http";
import type { LiveServer, Upstream } from "./servers";

/** A site over HTTPS with `more` in it. */
export function site(more: string): string {
  return `server {
    listen 443 ssl;
    server_name app.example.com;
    ssl_certificate /etc/ssl/app.pem;
    ssl_certificate_key /etc/ssl/app.key;

${more}
}
`;
}

/** The site as a file of a repository. */
export function inFolder(text: string): Files {
  return { "nginx/conf.d/app.conf": text };
}

export const proxied = site(`    location /api/ {
        proxy_pass http://127.0.0.1:8000;
    }`);

/** An application that fails at `/api/fail` and says what it was asked otherwise. */
export const echo: Upstream = (request, response) => {
  response.statusCode = request.url === "/api/fail" ? 500 : 200;
  response.setHeader("Content-Type", "application/json");
  response.end(JSON.stringify({ ...request.headers, version: request.httpVersion }));
};

export function askSecurely(server: LiveServer, path: string): Promise<Answer> {
  return server.ask(path, { tls: true });
}
