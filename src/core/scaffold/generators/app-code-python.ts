import type { PythonService } from "../service";

/** The module name of a file beside the one that makes the application: `app.health`. */
export function beside({ entry }: PythonService, name: string): string {
  const module = entry.split(":")[0] ?? "";
  return module.includes(".") ? `${module.slice(0, module.lastIndexOf("."))}.${name}` : name;
}

/** The route of a framework that says how the service is. */
export function pythonHealth(service: PythonService, path: string): string {
  const module = beside(service, "health");
  switch (service.framework) {
    case "flask":
      return `"""Says whether the service is well.

Where the application is made:
    from ${module} import health_blueprint
    app.register_blueprint(health_blueprint)
"""

from flask import Blueprint

health_blueprint = Blueprint("health", __name__)


@health_blueprint.get("${path}")
def show():
    # Only what this process can do for itself: a database that is slow must not get it restarted.
    return {"status": "ok"}
`;
    case "django":
      return `"""Says whether the service is well.

In the urls of the project:
    from ${module} import health
    urlpatterns = [path("${path.replace(/^\//, "")}", health), ...]
"""

from django.http import HttpRequest, JsonResponse


def health(request: HttpRequest) -> JsonResponse:
    # Only what this process can do for itself: a database that is slow must not get it restarted.
    return JsonResponse({"status": "ok"})
`;
    default:
      return `"""Says whether the service is well.

Where the application is made:
    from ${module} import health_router
    app.include_router(health_router)
"""

from fastapi import APIRouter

health_router = APIRouter()


@health_router.get("${path}", include_in_schema=False)
def health() -> dict[str, str]:
    # Only what this process can do for itself: a database that is slow must not get it restarted.
    return {"status": "ok"}
`;
  }
}

/** The start of Sentry. The SDK reads `SENTRY_DSN`, `SENTRY_ENVIRONMENT` and `SENTRY_RELEASE` itself. */
export function pythonSentry(service: PythonService): string {
  return `"""Starts the error tracker. Before the application is made:
    from ${beside(service, "error_tracking")} import start_error_tracking
    start_error_tracking()

It needs the package sentry-sdk, and sends nothing where SENTRY_DSN is not set.
"""

import sentry_sdk


def start_error_tracking() -> None:
    sentry_sdk.init(
        # Addresses, cookies and names of people stay here.
        send_default_pii=False,
        # One request in ten is measured.
        traces_sample_rate=0.1,
    )
`;
}

/** Logs as lines of JSON, with the standard library alone. */
export function pythonLogging(service: PythonService): string {
  return `"""Logs as lines of JSON. Where the application starts:
    from ${beside(service, "log_config")} import configure_logging
    configure_logging()
"""

import json
import logging
import sys
from datetime import datetime, timezone


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "time": datetime.fromtimestamp(record.created, timezone.utc).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False)


def configure_logging(level: int = logging.INFO) -> None:
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
`;
}
