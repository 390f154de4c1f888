import { createServer } from "node:http";

createServer((_, response) => response.end("ok")).listen(process.env.PORT ?? 3000);
