import { herokuProcfile } from "../../../../src/core/rules/heroku/procfile";
import { testRule } from "../../../support/rule-tester";

testRule(herokuProcfile, {
  valid: [
    { title: "a port of its own", code: "web: gunicorn app:app\n", proof: "web" },
    {
      title: "PORT",
      code: "web: uvicorn main:app --host 0.0.0.0 --port $PORT\nworker: celery -A a worker\n",
      proof: "web",
    },
    {
      title: "PORT with a default",
      code: "web: uvicorn main:app --host=0.0.0.0 --port=${PORT:-5000}\n",
      proof: "web",
    },
    { title: "bound to PORT", code: "web: gunicorn a:b -b 0.0.0.0:$PORT -k uvicorn.workers.UvicornWorker\n" },
    { title: "a program of one's own", code: "web: node server.js\n" },
    { title: "a script", code: "web: npm start\n" },
    { title: "a script that is started", code: { Procfile: "web: ./start.sh\n", "manage.py": "" } },
    { title: "workers alone", code: "worker: python bot.py\nclock: python clock.py\n" },
    {
      title: "Django with a release",
      code: { Procfile: "release: python manage.py migrate\nweb: gunicorn a.wsgi\n", "manage.py": "" },
    },
    {
      title: "migrations in the start",
      code: { Procfile: "web: python manage.py migrate && gunicorn a.wsgi\n", "manage.py": "" },
    },
    {
      title: "migrations after a review app is made",
      code: {
        Procfile: "web: node .\n",
        "prisma/schema.prisma": "",
        "package.json": '{ "scripts": { "heroku-postbuild": "prisma migrate deploy" } }\n',
      },
    },
    {
      title: "a container",
      code: { Procfile: "web: uvicorn a:b --port 8000\n", "heroku.yml": "build: {}\n" },
    },
    {
      title: "a container by its manifest",
      code: { Procfile: "web: uvicorn a:b --port 8000\n", "app.json": '{ "stack": "container" }\n' },
    },
    { title: "everything on one machine", code: "web: npm run dev\napi: uvicorn a:b --reload\n" },
    {
      title: "with a database on the machine",
      code: "web: uvicorn a:b --reload --port 8000\nredis: redis-server\n",
    },
    { title: "a socket", code: "web: bin/start-nginx gunicorn a:b --bind unix:/tmp/nginx.socket\n" },
    { title: "options from elsewhere", code: "web: gunicorn -c gunicorn.conf.py a:b\n" },
    {
      title: "Elastic Beanstalk",
      code: { Procfile: "web: gunicorn a:b --bind :8000\n", ".ebextensions/a.config": "" },
    },
    { title: "PHP", code: "web: vendor/bin/heroku-php-apache2 public/\n" },
    { title: "Rails", code: "web: bundle exec puma -C config/puma.rb\n" },
    { title: "nothing", code: "# empty\n" },
    { title: "an open quote", code: "web: uvicorn 'a:b --port 80\n" },
    { title: "another name", code: { "Procfile.dev": "web: npm run dev\n" } },
  ],
  invalid: [
    {
      title: "a fixed port",
      code: "web: uvicorn main:app --host 0.0.0.0 --port «8000»\n",
      severity: "error",
      fixed: "web: uvicorn main:app --host 0.0.0.0 --port $PORT\n",
    },
    {
      title: "no port",
      code: "web: «uvicorn» main:app\n",
      severity: "error",
      fixed: "web: uvicorn main:app --host 0.0.0.0 --port $PORT\n",
    },
    {
      title: "for itself",
      code: "web: gunicorn a:b -b «127.0.0.1»:$PORT\n",
      fixed: "web: gunicorn a:b -b 0.0.0.0:$PORT\n",
    },
    { title: "npm run dev", code: "web: npm «run dev»\n", severity: "error", fixed: null },
    { title: "flask run", code: "web: «flask run» --host 0.0.0.0 --port $PORT\n", severity: "error" },
    {
      title: "runserver",
      code: {
        Procfile: "web: python manage.py migrate; python manage.py «runserver» 0.0.0.0:$PORT\n",
        "manage.py": "",
      },
      severity: "error",
    },
    { title: "fastapi dev", code: "web: fastapi «dev» --host 0.0.0.0 --port $PORT\n", count: 1 },
    {
      title: "a server of another name",
      code: "«api»: gunicorn a:b\nworker: celery -A a worker\n",
      severity: "error",
      fixed: "web: gunicorn a:b\nworker: celery -A a worker\n",
    },
    {
      title: "Alembic",
      code: { Procfile: "# Heroku\n«web»: gunicorn a:b\n", "alembic.ini": "" },
      severity: "info",
      fixed: { Procfile: "# Heroku\nrelease: alembic upgrade head\nweb: gunicorn a:b\n", "alembic.ini": "" },
    },
  ],
});
