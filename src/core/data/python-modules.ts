/**
 * Modules that checks and start commands import and that Python itself does not bring, with the distributions that do:
 * under their own name or as a dependency. Source: the metadata of the distributions on PyPI.
 */
export const as_of = "2026-11-20";

const withRequests =
  "azure-core docker google-api-core google-cloud-storage huggingface-hub jupyterlab kubernetes langchain locust " +
  "mlflow msal requests-oauthlib sphinx spotipy streamlit stripe tweepy twilio twine";

const providers: Readonly<Record<string, string>> = {
  requests: `requests ${withRequests}`,
  urllib3: `urllib3 requests boto3 botocore elasticsearch minio selenium sentry-sdk ${withRequests}`,
  httpx: "httpx anthropic fastapi gradio groq mistralai ollama openai starlette supabase",
  aiohttp: "aiohttp aiobotocore discord-py langchain slack-bolt",
  pycurl: "pycurl",
  psycopg2: "psycopg2 psycopg2-binary",
  psycopg: "psycopg psycopg-binary",
  asyncpg: "asyncpg",
  pymysql: "pymysql",
  MySQLdb: "mysqlclient",
  pymongo: "pymongo motor mongoengine beanie djongo",
  redis: "redis celery-redbeat django-redis fastapi-limiter rq",
  grpc: "grpcio google-api-core",
  websocket: "websocket-client docker kubernetes",
};

/** The distributions that bring a module; undefined for modules of Python itself and all that are not listed. */
export function providersOf(module: string): readonly string[] | undefined {
  return Object.hasOwn(providers, module) ? providers[module]?.split(" ") : undefined;
}
