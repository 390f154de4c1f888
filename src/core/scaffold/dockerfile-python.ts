import type { PythonService } from "./service";

const installs: Readonly<Record<PythonService["manager"], readonly string[]>> = {
  pip: ["COPY requirements.txt ./", "RUN pip install --no-cache-dir -r requirements.txt"],
  uv: [
    "COPY --from=ghcr.io/astral-sh/uv:0.9 /uv /usr/local/bin/uv",
    "ENV UV_PROJECT_ENVIRONMENT=/opt/venv",
    "COPY pyproject.toml uv.lock ./",
    "RUN uv sync --frozen --no-dev --no-install-project --no-cache",
  ],
  poetry: [
    'RUN pip install --no-cache-dir "poetry>=2,<3"',
    "ENV POETRY_VIRTUALENVS_CREATE=false",
    "COPY pyproject.toml poetry.lock ./",
    "RUN poetry install --only main --no-root --no-cache",
  ],
};

/**
 * A Dockerfile for a Python service: dependencies in a virtual environment built in a stage of its own, an
 * unprivileged user, a health check with nothing but Python, and `PORT` read when the container starts.
 */
export function pythonDockerfile(service: PythonService, version: string): string {
  const image = `python:${version}-slim`;
  const lines = [
    "# Installs the dependencies; nothing of this stage but the virtual environment is shipped.",
    `FROM ${image} AS build`,
    "WORKDIR /app",
    "RUN python -m venv /opt/venv",
    "ENV PATH=/opt/venv/bin:$PATH",
    ...installs[service.manager],
    ...missingServer(service),
    "",
    `FROM ${image}`,
    "ENV PATH=/opt/venv/bin:$PATH \\",
    "    PYTHONUNBUFFERED=1 \\",
    "    PYTHONDONTWRITEBYTECODE=1",
    "WORKDIR /app",
    "RUN useradd --create-home --uid 10001 app",
    "COPY --from=build /opt/venv /opt/venv",
    "COPY --chown=app:app . .",
    "USER app",
  ];
  if (service.framework !== "none") {
    lines.push(
      `ENV PORT=${service.port}`,
      `EXPOSE ${service.port}`,
      "HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \\",
      `  CMD ["python", "-c", "import os,urllib.request as u;u.urlopen('http://127.0.0.1:'+os.getenv('PORT','${service.port}')+'/health',timeout=3)"]`,
    );
  }
  lines.push(`CMD ${command(service)}`, "");
  return lines.join("\n");
}

/** The platform decides the port, so a shell has to expand it; `exec` hands the signals to the server. */
function command(service: PythonService): string {
  const bind = `0.0.0.0:\${PORT:-${service.port}}`;
  switch (service.framework) {
    case "fastapi":
      return `["sh", "-c", "exec uvicorn ${service.entry} --host 0.0.0.0 --port \${PORT:-${service.port}}"]`;
    case "flask":
    case "django":
      return `["sh", "-c", "exec gunicorn --bind ${bind} ${service.entry}"]`;
    case "none":
      return `["python", "${service.entry}"]`;
  }
}

function missingServer(service: PythonService): string[] {
  if (service.hasServer) return [];
  const name = service.framework === "fastapi" ? "uvicorn" : "gunicorn";
  return [
    `# ${name} serves the application and is not among its dependencies: better to declare it there.`,
    service.manager === "uv"
      ? `RUN uv pip install --python /opt/venv --no-cache "${name}${serverRange[name]}"`
      : `RUN pip install --no-cache-dir "${name}${serverRange[name]}"`,
  ];
}

const serverRange = { uvicorn: ">=0.30,<1", gunicorn: ">=23,<24" } as const;
