import { nodeErrorLeaksStack } from "../../../../src/core/rules/node/error-leaks-stack";
import { testRule } from "../../../support/rule-tester";

const handler = (body: string) => `app.use((err, req, res, next) => {\n${body}\n});\n`;

testRule(nodeErrorLeaksStack, {
  valid: [
    {
      title: "a general message",
      code: handler("  logger.error(err.stack);\n  res.status(500).json({ error: 'Oops' });"),
    },
    { title: "the next handler", code: handler("  next(err);") },
    {
      title: "in development only",
      code: handler(
        "  res.status(500).json({ error: 'Oops', stack: process.env.NODE_ENV === 'production' ? undefined : err.stack });",
      ),
    },
    {
      title: "spread in development",
      code: handler(
        "  res.json({ error: 'Oops', ...(process.env.NODE_ENV === 'development' && { stack: err.stack }) });",
      ),
    },
    {
      title: "under a condition for development",
      code: handler(
        "  if (app.get('env') === 'development') {\n    return res.send(err.stack);\n  }\n  res.sendStatus(500);",
      ),
    },
    {
      title: "the generator of Express",
      code: handler(
        "  res.locals.error = req.app.get('env') === 'development' ? err : {};\n  res.render('error');",
      ),
    },
    {
      title: "messages of known errors",
      code: handler(
        "  if (err instanceof NotFound) return res.status(404).json({ error: err.message });\n  res.sendStatus(500);",
      ),
    },
    {
      title: "a message for a wrong request",
      code: "app.post('/', (req, res) => {\n  try {\n    parse(req.body);\n  } catch (error) {\n    res.status(400).json({ error: error.message });\n  }\n});\n",
    },
    { title: "another stack", code: "app.get('/', (req, res) => res.json({ stack: project.stack }));\n" },
    { title: "what a function gives", code: "app.get('/', (req, res) => res.json(format(err)));\n" },
    { title: "a name that is no error", code: "app.get('/', (req, res) => res.json(result));\n" },
    {
      title: "Fastify sends the message only",
      code: "const fastify = require('fastify')();\nfastify.setErrorHandler((error, request, reply) => {\n  reply.status(500).send(error);\n});\n",
    },
    {
      title: "errorhandler in development",
      code: "const errorhandler = require('errorhandler');\nif (process.env.NODE_ENV === 'development') {\n  app.use(errorhandler());\n}\nconst handler = errorhandler();\nif (process.env.NODE_ENV !== 'production') app.use(handler);\n",
    },
    {
      title: "a handler of one's own",
      code: "import errorHandler from './errorHandler';\napp.use(errorHandler());\n",
    },
    {
      title: "an answer from elsewhere",
      code: "fetch(url).then((res) => res.json()).catch((err) => console.error(err.stack));\n",
    },
  ],
  invalid: [
    {
      title: "the error itself",
      severity: "warning",
      code: "app.get('/', async (req, res) => {\n  try {\n    res.json(await list());\n  } catch (e) {\n    res.status(500).json(«e»);\n  }\n});\n",
      fixed:
        "app.get('/', async (req, res) => {\n  try {\n    res.json(await list());\n  } catch (e) {\n    console.error(e);\n    res.status(500).json({ error: 'Internal Server Error' });\n  }\n});\n",
    },
    {
      title: "the error in a record",
      code: "User.find({}, function (err, users) {\n  if (failed) res.send({ ok: false, error: «err» });\n});\napp.get('/', (req, res) => list().catch((error) => res.status(500).send({ «error» })));\n",
      fixed:
        "User.find({}, function (err, users) {\n  if (failed) res.send({ ok: false, error: 'Internal Server Error' });\n});\napp.get('/', (req, res) => list().catch((error) => res.status(500).send({ error: 'Internal Server Error' })));\n",
    },
    {
      title: "a name for the stack",
      code: "app.get('/', function (req, res) {\n  try {\n    work();\n  } catch (err) {\n    const text = err.stack;\n    res.send(«text»);\n  }\n});\n",
    },
    {
      title: "TypeScript",
      code: 'app.get("/", (req: Request, res: Response) => {\n  try {\n    work();\n  } catch (error: unknown) {\n    console.error(error);\n    res.status(500).send(«(error as Error).stack»);\n  }\n});\n',
      fixed:
        'app.get("/", (req: Request, res: Response) => {\n  try {\n    work();\n  } catch (error: unknown) {\n    console.error(error);\n    res.status(500).send("Internal Server Error");\n  }\n});\n',
    },
    {
      title: "written in full",
      code: handler(
        "  console.log(err);\n  res.end(«JSON.stringify(err, Object.getOwnPropertyNames(err))»);",
      ),
    },
    {
      title: "Koa and Hono",
      code: "app.use(async (ctx, next) => {\n  try {\n    await next();\n  } catch (err) {\n    log(err);\n    ctx.body = «err.stack»;\n  }\n});\nhono.onError((err, c) => c.text(«err.stack», 500));\n",
    },
    {
      title: "any message",
      severity: "info",
      code: handler("  console.error(err);\n  res.status(500).json({ error: «err.message» });"),
      fixed: handler(
        "  console.error(err);\n  res.status(500).json({ error: 'Internal Server Error' });",
      ).replaceAll("'Internal Server Error'", '"Internal Server Error"'),
    },
    {
      title: "for a wrong request",
      severity: "info",
      code: handler("  res.status(400).json(«err»);"),
    },
    {
      title: "errorhandler for all",
      code: "import errorhandler from 'errorhandler';\n\nconst all = [helmet(), «errorhandler()»];\napp.use(all);\n",
      fixed: null,
    },
  ],
});
