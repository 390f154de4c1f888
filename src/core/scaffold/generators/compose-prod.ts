import { productOf } from "../../data/lifecycle";
import type { Generator, GeneratorInput } from "../generator";
import { mysqlImage } from "../images";
import {
  healthPathOf,
  healthTestOf,
  isFrontend,
  isStatic,
  listens,
  type NamedService,
  namedServices,
  noService,
  registryOf,
  webServices,
} from "../names";
import { inContext } from "../node-manager";
import { imageQuestion } from "../questions";
import type { Stack } from "../stack";

export const composeProd: Generator = {
  id: "compose.prod",
  title: "Compose file for production",
  summary:
    "Runs released images with health checks, limits and rotated logs; nothing but the proxy is reachable.",
  refuses: noService,
  questions: ({ stack }) => [imageQuestion(stack)],
  files: (input) => [{ path: "compose.prod.yaml", text: composeText(input) }],
};

const logging = [
  "    logging:",
  "      driver: json-file",
  "      options:",
  '        max-size: "10m"',
  '        max-file: "3"',
];

function composeText({ stack, answers, project }: GeneratorInput): string {
  const images = answers.image ?? registryOf(stack);
  const services = namedServices(stack);
  const web = webServices(stack);
  const blocks = services.map((named) =>
    listens(named.service)
      ? appService(named, stack, images, healthTestOf(named.service, healthPathOf(named.service, project)))
      : workerService(named.name, undefined, named, stack, images),
  );
  const workers = stack.workers.map((worker) => {
    const owner = services.find(({ service }) => service.folder === worker.folder) ?? services[0];
    return owner ? workerService(worker.name, worker.command, owner, stack, images) : [];
  });
  const stores = [databaseService(stack), stack.redis ? redisService() : []];
  const volumes = [
    ...(databaseService(stack).length > 0 ? ["  db-data:"] : []),
    ...(stack.redis ? ["  redis-data:"] : []),
  ];
  return [
    "# What runs in production. The images come from the pipeline: nothing is built here.",
    `name: ${stack.name}`,
    "",
    "services:",
    ...[web.length > 0 ? proxyService(web) : [], ...blocks, ...workers, ...stores]
      .filter((block) => block.length > 0)
      .flatMap((block, i) => (i === 0 ? block : ["", ...block])),
    ...(volumes.length > 0 ? ["", "volumes:", ...volumes] : []),
    "",
  ].join("\n");
}

function proxyService(services: readonly NamedService[]): string[] {
  return [
    "  proxy:",
    "    image: nginx:1.30-alpine",
    "    restart: unless-stopped",
    "    ports:",
    '      - "80:80"',
    '      - "443:443"',
    "    volumes:",
    "      - ./nginx/nginx.conf:/etc/nginx/nginx.conf:ro",
    "      - /etc/letsencrypt:/etc/letsencrypt:ro",
    "      - /var/www/certbot:/var/www/certbot:ro",
    "    depends_on:",
    ...services.flatMap(({ name }) => [`      ${name}:`, "        condition: service_healthy"]),
    "    healthcheck:",
    '      test: ["CMD", "wget", "-q", "--spider", "http://127.0.0.1/healthz"]',
    ...times("5s"),
    "    read_only: true",
    "    tmpfs:",
    "      - /run",
    "      - /tmp",
    "      - /var/cache/nginx",
    "    cap_drop:",
    "      - ALL",
    "    # It starts as root to open its ports and works as a user of its own.",
    "    cap_add:",
    "      - CHOWN",
    "      - NET_BIND_SERVICE",
    "      - SETGID",
    "      - SETUID",
    "    security_opt:",
    '      - "no-new-privileges:true"',
    ...limits("0.5", "128M"),
    ...logging,
  ];
}

function appService(
  { name, service }: NamedService,
  stack: Stack,
  images: string,
  test: readonly string[],
): string[] {
  // Pages ask the API; the database is none of their business where there is one.
  const usesStores = !isFrontend(service) || (!isStatic(service) && stack.services.every(isFrontend));
  return [
    `  ${name}:`,
    `    image: ${images}-${name}:\${IMAGE_TAG:?the release to run}`,
    "    restart: unless-stopped",
    ...(isStatic(service) ? [] : ["    env_file: .env.production"]),
    ...(usesStores ? dependsOn(dependenciesOf(stack)) : []),
    "    expose:",
    `      - "${service.port}"`,
    "    healthcheck:",
    `      test: [${test.map((word) => JSON.stringify(word)).join(", ")}]`,
    ...times("20s"),
    "    read_only: true",
    "    tmpfs:",
    "      - /tmp",
    ...(isFrontend(service) && service.framework === "next"
      ? [`      - ${inContext(service, "/app", ".next/cache")}`]
      : []),
    "    cap_drop:",
    "      - ALL",
    "    security_opt:",
    '      - "no-new-privileges:true"',
    ...limits("1.0", isStatic(service) ? "128M" : "512M"),
    ...logging,
  ];
}

function workerService(
  name: string,
  command: string | undefined,
  owner: NamedService,
  stack: Stack,
  images: string,
): string[] {
  const words = command?.split(" ").map((word) => JSON.stringify(word));
  return [
    `  ${name}:`,
    `    image: ${images}-${owner.name}:\${IMAGE_TAG:?the release to run}`,
    ...(words ? [`    command: [${words.join(", ")}]`] : []),
    "    restart: unless-stopped",
    "    env_file: .env.production",
    ...dependsOn(dependenciesOf(stack)),
    "    # It answers no requests: that it runs is all there is to see from outside.",
    "    healthcheck:",
    "      disable: true",
    "    read_only: true",
    "    tmpfs:",
    "      - /tmp",
    "    cap_drop:",
    "      - ALL",
    "    security_opt:",
    '      - "no-new-privileges:true"',
    ...limits("1.0", "512M"),
    ...logging,
  ];
}

function databaseService({ database, name }: Stack): string[] {
  if (!database || database.engine === "sqlite" || database.engine === "mongo") return [];
  const user = name.replaceAll("-", "_");
  if (database.engine === "postgres") {
    const version = productOf("postgres")?.current.split(".")[0] ?? "17";
    const folder = Number(version) >= 18 ? "/var/lib/postgresql" : "/var/lib/postgresql/data";
    return store("db", `postgres:${version}-alpine`, {
      environment: [
        `POSTGRES_DB: ${user}`,
        `POSTGRES_USER: ${user}`,
        "POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?set it in .env.production}",
      ],
      volume: `db-data:${folder}`,
      test: ["CMD-SHELL", `pg_isready -U ${user} -d ${user}`],
      memory: "1G",
    });
  }
  const image = mysqlImage(database.engine);
  const prefix = database.engine === "mysql" ? "MYSQL" : "MARIADB";
  return store("db", image, {
    environment: [
      `${prefix}_DATABASE: ${user}`,
      `${prefix}_USER: ${user}`,
      `${prefix}_PASSWORD: \${DB_PASSWORD:?set it in .env.production}`,
      `${prefix}_RANDOM_ROOT_PASSWORD: "1"`,
    ],
    volume: "db-data:/var/lib/mysql",
    test:
      database.engine === "mysql"
        ? ["CMD-SHELL", "mysqladmin ping -h 127.0.0.1 --silent"]
        : ["CMD", "healthcheck.sh", "--connect", "--innodb_initialized"],
    memory: "1G",
  });
}

function redisService(): string[] {
  return store("redis", "redis:8-alpine", {
    command: [
      "redis-server",
      "--appendonly",
      "yes",
      "--maxmemory",
      "200mb",
      "--maxmemory-policy",
      "noeviction",
    ],
    environment: [],
    volume: "redis-data:/data",
    test: ["CMD", "redis-cli", "ping"],
    memory: "256M",
  });
}

interface Store {
  readonly command?: readonly string[];
  readonly environment: readonly string[];
  readonly volume: string;
  readonly test: readonly string[];
  readonly memory: string;
}

function store(name: string, image: string, { command, environment, volume, test, memory }: Store): string[] {
  const words = (list: readonly string[]) => `[${list.map((word) => JSON.stringify(word)).join(", ")}]`;
  return [
    `  ${name}:`,
    `    image: ${image}`,
    ...(command ? [`    command: ${words(command)}`] : []),
    "    restart: unless-stopped",
    ...(environment.length > 0 ? ["    environment:", ...environment.map((line) => `      ${line}`)] : []),
    "    volumes:",
    `      - ${volume}`,
    "    healthcheck:",
    `      test: ${words(test)}`,
    ...times("20s"),
    "    security_opt:",
    '      - "no-new-privileges:true"',
    ...limits("1.0", memory),
    ...logging,
  ];
}

function dependenciesOf(stack: Stack): string[] {
  return [...(databaseService(stack).length > 0 ? ["db"] : []), ...(stack.redis ? ["redis"] : [])];
}

function dependsOn(names: readonly string[]): string[] {
  return names.length === 0
    ? []
    : [
        "    depends_on:",
        ...names.flatMap((name) => [`      ${name}:`, "        condition: service_healthy"]),
      ];
}

function times(start: string): string[] {
  return ["      interval: 30s", "      timeout: 5s", "      retries: 3", `      start_period: ${start}`];
}

function limits(cpus: string, memory: string): string[] {
  return [
    "    deploy:",
    "      resources:",
    "        limits:",
    `          cpus: "${cpus}"`,
    `          memory: ${memory}`,
  ];
}
