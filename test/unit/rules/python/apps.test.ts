import assert from "node:assert/strict";
import { parsePython } from "../../../../src/core/files/python/form";
import { pythonApps, routesIn } from "../../../../src/core/rules/python/apps";

const apps = (text: string) =>
  pythonApps(parsePython(text)).map(({ framework, name }) => `${framework} ${name}`);

const routes = (text: string) =>
  routesIn(parsePython(text)).map(
    ({ owner, methods, path, handler }) => `${owner} ${methods} ${path} ${handler.name}`,
  );

describe("applications of Python", () => {
  it("are known by what creates them", () => {
    assert.deepEqual(apps("from fastapi import FastAPI\napp = FastAPI(debug=True)\n"), ["fastapi app"]);
    assert.deepEqual(apps("import flask\ndef make():\n    app = flask.Flask(__name__)\n    return app\n"), [
      "flask app",
    ]);
    assert.deepEqual(apps("from starlette.applications import Starlette as S\nself.app = S()\n"), [
      "starlette self.app",
    ]);
    assert.deepEqual(apps("class FastAPI: pass\napp = FastAPI()\n"), []);
  });

  it("do not count where they are for development", () => {
    assert.deepEqual(apps("from flask import Flask\nif DEBUG:\n    app = Flask(__name__)\n"), []);
  });
});

describe("routes of Python", () => {
  it("are told by their decorators", () => {
    assert.deepEqual(
      routes(
        '@app.get("/a")\nasync def a(): ...\n\n@bp.route("/b", methods=["POST", "PUT"])\n@login\ndef b(): ...\n\n@app.route(rule="/c")\ndef c(): ...\n',
      ),
      ["app get /a a", "bp post,put /b b", "app get /c c"],
    );
  });

  it("are not every decorated function", () => {
    assert.deepEqual(routes('@app.middleware("http")\ndef a(): ...\n\n@cached\ndef b(): ...\n'), []);
  });
});
