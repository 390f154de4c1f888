import { folderOf } from "../project/services";
import type { PythonService } from "./service";

/** The commands that install the packages of a service into the virtual environment, as root of a build stage. */
function installs(service: PythonService): readonly string[] {
  const { lockfile } = service;
  switch (service.manager) {
    case "pip": {
      const path =
        service.folder === "" ? service.manifest : service.manifest.slice(service.folder.length + 1);
      const folder = folderOf(path);
      const copy = folder === "" ? `COPY ${path} ./` : `COPY ${folder}/ ./${folder}/`;
      return [copy, `RUN pip install --no-cache-dir -r ${path}`];
    }
    case "uv":
      return [
        "COPY --from=ghcr.io/astral-sh/uv:0.9 /uv /usr/local/bin/uv",
        "ENV UV_PROJECT_ENVIRONMENT=/opt/venv",
        ...(lockfile
          ? [
              `COPY pyproject.toml ${lockfile} ./`,
              "RUN uv sync --frozen --no-dev --no-install-project --no-cache",
            ]
          : ["COPY pyproject.toml ./", "RUN uv pip install --python /opt/venv --no-cache -r pyproject.toml"]),
      ];
    case "poetry":
      return [
        'RUN pip install --no-cache-dir "poetry>=2,<3"',
        "ENV POETRY_VIRTUALENVS_CREATE=false",
        `COPY pyproject.toml ${lockfile ? `${lockfile} ` : ""}./`,
        "RUN poetry install --only main --no-root --no-cache",
      ];
  }
}

/**
 * A Dockerfile for a Python service: dependencies in a virtual environment built in a stage of its own, an
 * unprivileged user, a health check with nothing but Python (at the path `health`), and `PORT` read when the container
 * starts.
 */
export function pythonDockerfile(service: PythonService, version: string, health: string): string {
  const image = `python:${version}-slim`;
  const lines = [
    "# Installs the dependencies; nothing of this stage but the virtual environment is shipped.",
    `FROM ${image} AS build`,
    "WORKDIR /app",
    "RUN python -m venv /opt/venv",
    "ENV PATH=/opt/venv/bin:$PATH",
    ...installs(service),
    ...missingServer(service),
    "",
    `FROM ${image}`,
    "ENV PATH=/opt/venv/bin:$PATH \\",
    ...(service.sources === "" ? [] : [`    PYTHONPATH=/app/${service.sources} \\`]),
    "    PYTHONUNBUFFERED=1 \\",
    "    PYTHONDONTWRITEBYTECODE=1",
    "WORKDIR /app",
    "RUN useradd --create-home --uid 10001 app",
    "COPY --from=build /opt/venv /opt/venv",
    "COPY --chown=app:app . .",
    "USER app",
  ];
  if (service.listens) {
    lines.push(
      `ENV PORT=${service.port}`,
      `EXPOSE ${service.port}`,
      "HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \\",
      `  CMD ["python", "-c", "import os,urllib.request as u;u.urlopen('http://127.0.0.1:'+os.getenv('PORT','${service.port}')+'${health}',timeout=3)"]`,
    );
  }
  lines.push(`CMD ${command(service)}`, "");
  return lines.join("\n");
}

/** The platform decides the port, so a shell has to expand it; `exec` hands the signals to the server. */
function command(service: PythonService): string {
  if (service.server === undefined)
    return `[${["python", ...service.entry.split(" ")].map((word) => JSON.stringify(word)).join(", ")}]`;
  const words = serverCommand(service, "0.0.0.0", `\${PORT:-${service.port}}`);
  return `["sh", "-c", "exec ${words.join(" ")}"]`;
}

/** The server of the framework with its application, as words that a shell may read. */
export function serverCommand(
  { server, entry, isFactory, options = [] }: PythonService,
  host: string,
  port: string,
): string[] {
  if (server === "uvicorn")
    return [
      "uvicorn",
      ...(isFactory ? ["--factory"] : []),
      entry,
      ...options,
      "--host",
      host,
      "--port",
      port,
    ];
  return ["gunicorn", ...options, "--bind", `${host}:${port}`, isFactory ? `'${entry}()'` : entry];
}

function missingServer(service: PythonService): string[] {
  if (service.hasServer || service.server === undefined) return [];
  const name = service.server;
  return [
    `# ${name} serves the application and is not among its dependencies: better to declare it there.`,
    service.manager === "uv"
      ? `RUN uv pip install --python /opt/venv --no-cache "${name}${serverRange[name]}"`
      : `RUN pip install --no-cache-dir "${name}${serverRange[name]}"`,
  ];
}

const serverRange = { uvicorn: ">=0.30,<1", gunicorn: ">=23,<24" } as const;
