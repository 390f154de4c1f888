const words: Readonly<Record<string, string>> = {
  next: "Next.js",
  nuxt: "Nuxt",
  remix: "React Router or Remix",
  astro: "Astro",
  sveltekit: "SvelteKit",
  vite: "Vite",
  "react-scripts": "Create React App",
  nest: "NestJS",
  express: "Express",
  fastify: "Fastify",
  hono: "Hono",
  koa: "Koa",
  fastapi: "FastAPI",
  flask: "Flask",
  django: "Django",
  postgres: "PostgreSQL",
  mysql: "MySQL",
  mariadb: "MariaDB",
  mongo: "MongoDB",
  sqlite: "SQLite",
  redis: "Redis",
  python: "Python",
  node: "Node.js",
  poetry: "Poetry",
  yarn: "Yarn",
};

/** How people write an answer to the fact `id`: `fastapi` is FastAPI, `none` of frameworks means none of them. */
export function shownAs(id: string, value: string): string {
  const about = id.split(":")[0];
  const isName = /^(?:framework|database|queue|language|manager)$/.test(about ?? "");
  return (isName ? words[value] : undefined) ?? value;
}
