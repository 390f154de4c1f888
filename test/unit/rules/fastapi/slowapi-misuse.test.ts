import { slowapiMisuse } from "../../../../src/core/rules/fastapi/slowapi-misuse";
import { testRule } from "../../../support/rule-tester";

const setup =
  'from fastapi import FastAPI, Request\nfrom slowapi import Limiter\n\nlimiter = Limiter(key_func=f, default_limits=["5/minute"])\napp = FastAPI()\napp.state.limiter = limiter\n';
const route = (body: string) => `${setup}\n\n${body}`;

testRule(slowapiMisuse, {
  valid: [
    {
      title: "as documented",
      code: route(
        '@app.post("/a")\n@limiter.limit("5/minute")\nasync def add(request: Request):\n    return {}\n',
      ),
    },
    {
      title: "a socket",
      code: route(
        '@app.websocket("/a")\n@limiter.limit("5/minute")\nasync def add(websocket: WebSocket):\n    return {}\n',
      ),
    },
    {
      title: "arguments that may bring it",
      code: route(
        '@app.post("/a")\n@limiter.limit("5/minute")\nasync def add(*args, **kwargs):\n    return {}\n',
      ),
    },
    {
      title: "another limiter",
      code: 'from flask_limiter import Limiter\nlimiter = Limiter(f, app=app, default_limits="5/minute")\n\n\n@limiter.limit("5/minute")\n@app.route("/a")\ndef add():\n    return ""\n',
    },
    {
      title: "state that another module sets",
      code: {
        "app/main.py":
          "from fastapi import FastAPI\nfrom app.limits import limiter\napp = FastAPI()\nsetup(app)\n",
        "app/limits.py": "from slowapi import Limiter\nlimiter = Limiter(key_func=f)\n",
        "app/setup.py": "def setup(app):\n    app.state.limiter = limiter\n",
      },
    },
    {
      title: "state by name",
      code: 'from fastapi import FastAPI\nfrom slowapi import Limiter\nlimiter = Limiter(key_func=f)\napp = FastAPI()\nsetattr(app.state, "limiter", limiter)\n',
    },
    { title: "a class of their own", code: 'limiter.limit("5/minute")\n' },
  ],
  invalid: [
    {
      title: "above the route",
      code: route(
        '@«limiter.limit("5/minute")»\n@app.post("/a")\nasync def add(request: Request):\n    return {}\n',
      ),
      severity: "error",
      fixed: route(
        '@app.post("/a")\n@limiter.limit("5/minute")\nasync def add(request: Request):\n    return {}\n',
      ),
    },
    {
      title: "above a route of several lines",
      code: route(
        '@«limiter.limit("5/minute")»\n@router.post(\n    "/a",\n    status_code=201,\n)\nasync def add(request: Request):\n    return {}\n',
      ),
      fixed: route(
        '@router.post(\n    "/a",\n    status_code=201,\n)\n@limiter.limit("5/minute")\nasync def add(request: Request):\n    return {}\n',
      ),
    },
    {
      title: "no argument at all",
      code: route('@app.post("/a")\n@limiter.limit("5/minute")\nasync def «add»():\n    return {}\n'),
      fixed: route(
        '@app.post("/a")\n@limiter.limit("5/minute")\nasync def add(request: Request):\n    return {}\n',
      ),
    },
    {
      title: "an argument of another name",
      code: route(
        '@app.post("/a")\n@limiter.shared_limit("5/minute", scope="a")\ndef «add»(req: Request):\n    return {}\n',
      ),
    },
    {
      title: "arguments on lines of their own",
      code: route(
        '@app.post("/a")\n@limiter.limit("5/minute")\ndef «add»(\n    item: Item,\n):\n    return {}\n',
      ),
      fixed: route(
        '@app.post("/a")\n@limiter.limit("5/minute")\ndef add(\n    request: Request, item: Item,\n):\n    return {}\n',
      ),
    },
    {
      title: "a method",
      code: route(
        'class A:\n    @router.post("/a")\n    @limiter.limit("5/minute")\n    def «add»(self, item: Item):\n        return {}\n',
      ),
      fixed: route(
        'class A:\n    @router.post("/a")\n    @limiter.limit("5/minute")\n    def add(self, request: Request, item: Item):\n        return {}\n',
      ),
    },
    { title: "limits as a string", code: setup.replace('["5/minute"]', '«"5/minute"»'), fixed: setup },
    {
      title: "no state",
      code: setup.replace("app.state.limiter = limiter\n", "").replace("FastAPI()", "«FastAPI()»"),
      fixed: setup,
    },
    {
      title: "no state, with the limiter elsewhere",
      code: {
        "app/main.py": "from fastapi import FastAPI\nfrom app.limits import limiter\napp = «FastAPI()»\n",
        "app/limits.py": "from slowapi import Limiter\nlimiter = Limiter(key_func=f)\n",
      },
      fixed: null,
    },
  ],
});
