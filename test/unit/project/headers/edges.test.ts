import assert from "node:assert/strict";
import { proxies } from "../../../../src/core/project/headers/edges";
import { headers } from "../../../../src/core/project/headers/model";
import { projectOf } from "../../../support/project";

/** The protective headers that stand in front of an application, by how sure they are. */
function inFront(files: Readonly<Record<string, string>>, names: readonly string[]): (string | undefined)[] {
  const model = projectOf({ ...files, "app/main.py": "x = 1\n" })
    .watch()
    .view.fact(headers);
  return names.map((name) => model.sentInFrontOf("app/main.py", name)?.path);
}

const frame = "x-frame-options";
const hsts = "strict-transport-security";

describe("headers of proxies other than nginx", () => {
  it("Caddy: directives, snippets and blocks; what is matched or removed does not count for all", () => {
    const caddyfile = `(security) {
	header {
		X-Frame-Options DENY
		-Server
	}
}
www.shop.example {
	redir https://shop.example{uri}
}
shop.example {
	import security
	header /assets/* Strict-Transport-Security "max-age=31536000"
	reverse_proxy app:8000
}
`;
    assert.deepEqual(inFront({ Caddyfile: caddyfile }, [frame, hsts, "server"]), [
      "Caddyfile",
      undefined,
      undefined,
    ]);
    const two = `${caddyfile}other.example {\n\treverse_proxy app:9000\n}\n`;
    assert.deepEqual(inFront({ Caddyfile: two }, [frame]), [undefined]);
  });

  it("Caddy: an import from elsewhere hides what is sent", () => {
    const model = projectOf({
      Caddyfile: "a.example {\n\timport /etc/caddy/*.conf\n\treverse_proxy app:1\n}\n",
      "a.py": "",
    });
    assert.equal(model.watch().view.fact(headers).opaqueInFrontOf("a.py"), "Caddyfile");
  });

  it("Apache: virtual hosts with what stands beside them; locations narrow", () => {
    const site = `Header always set X-Frame-Options DENY
<VirtualHost *:80>
    Redirect permanent / https://shop.example/
</VirtualHost>
<VirtualHost *:443>
    ProxyPass / http://127.0.0.1:8000/
    <IfModule mod_headers.c>
        Header set X-Content-Type-Options nosniff
    </IfModule>
    <Location /admin>
        Header always set Strict-Transport-Security "max-age=31536000"
    </Location>
</VirtualHost>
`;
    const names = [frame, "x-content-type-options", hsts];
    const path = "apache2/sites/shop.conf";
    assert.deepEqual(inFront({ [path]: site }, names), [path, path, undefined]);
    const model = projectOf({ [path]: site })
      .watch()
      .view.fact(headers);
    assert.deepEqual(
      [frame, "x-content-type-options"].map((name) => model.providers(name)[0]?.onErrors),
      [true, false],
    );
  });

  it("Traefik: middlewares that routers use", () => {
    const labels = (used: string) => `services:
  api:
    image: acme/api:1
    labels:
      - traefik.http.routers.api.rule=Host(\`api.example\`)
      - traefik.http.routers.api.middlewares=${used}
      - traefik.http.middlewares.secure.headers.frameDeny=true
      - traefik.http.middlewares.secure.headers.stsSeconds=31536000
`;
    const path = "compose.yaml";
    assert.deepEqual(inFront({ [path]: labels("secure@docker,gzip") }, [frame, hsts]), [path, path]);
    assert.deepEqual(inFront({ [path]: labels("gzip") }, [frame, hsts]), [undefined, undefined]);
    assert.deepEqual(
      projectOf({ [path]: labels("gzip") })
        .watch()
        .view.fact(proxies),
      [path],
    );
  });

  it("a _headers file counts for the host and stands in front of no application", () => {
    const files = { "public/_headers": "/*\n  X-Frame-Options: DENY\n" };
    assert.deepEqual(inFront(files, [frame]), [undefined]);
    assert.equal(projectOf(files).watch().view.fact(headers).providers(frame)[0]?.scope, "all");
  });

  it("a page's own policy is found behind the edge", () => {
    const page = '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">\n';
    const model = projectOf({ "web/index.html": page, "nginx/app.conf": "" }).watch().view.fact(headers);
    assert.equal(model.sentBehind("nginx/app.conf", "content-security-policy")?.path, "web/index.html");
  });
});
