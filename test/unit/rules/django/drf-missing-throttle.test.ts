import { drfMissingThrottle } from "../../../../src/core/rules/django/drf-missing-throttle";
import { testRule } from "../../../support/rule-tester";

const at = (text: string, path = "shop/settings.py") => ({ [path]: text });
const throttled =
  "REST_FRAMEWORK = {\n    'DEFAULT_THROTTLE_CLASSES': ['rest_framework.throttling.AnonRateThrottle'],\n    'DEFAULT_THROTTLE_RATES': {'anon': '100/day'},\n}\n";

testRule(drfMissingThrottle, {
  valid: [
    { title: "throttles and rates", code: at(throttled), proof: "DEFAULT_THROTTLE_RATES" },
    {
      title: "rates for throttles of views",
      code: at("REST_FRAMEWORK = {'DEFAULT_THROTTLE_RATES': {'login': '5/min'}}\n"),
    },
    {
      title: "throttles of their own",
      code: at("REST_FRAMEWORK = {'DEFAULT_THROTTLE_CLASSES': ['shop.throttling.Slow']}\n"),
    },
    { title: "from the environment", code: at("REST_FRAMEWORK = env.json('REST_FRAMEWORK')\n") },
    {
      title: "built on other settings",
      code: at("REST_FRAMEWORK = {**base.REST_FRAMEWORK, 'PAGE_SIZE': 5}\n"),
    },
    {
      title: "set later",
      code: at(
        "REST_FRAMEWORK = {'PAGE_SIZE': 5}\nREST_FRAMEWORK['DEFAULT_THROTTLE_RATES'] = {'anon': '5/min'}\n",
      ),
    },
    {
      title: "updated later",
      code: at("REST_FRAMEWORK = {'PAGE_SIZE': 5}\nREST_FRAMEWORK.update(throttles)\n"),
    },
    {
      title: "views with throttles",
      code: {
        ...at("REST_FRAMEWORK = {'PAGE_SIZE': 5}\n"),
        "shop/views.py": "class A(APIView):\n    throttle_classes = [UserRateThrottle]\n",
      },
      proof: "throttle_classes",
    },
    {
      title: "not installed",
      code: at("INSTALLED_APPS = ['django.contrib.auth']\nREST_FRAMEWORK = {'PAGE_SIZE': 5}\n"),
    },
    {
      title: "settings for development",
      code: at("REST_FRAMEWORK = {'PAGE_SIZE': 5}\n", "shop/settings/dev.py"),
    },
    {
      title: "nginx limits",
      code: {
        ...at("REST_FRAMEWORK = {'PAGE_SIZE': 5}\n"),
        "nginx/app.conf": "server {\n  limit_req zone=a burst=9;\n  location / { uwsgi_pass app:8000; }\n}\n",
      },
      proof: "limit_req",
    },
    {
      title: "nginx is the place to limit",
      code: {
        ...at("REST_FRAMEWORK = {'PAGE_SIZE': 5}\n"),
        "nginx/app.conf": "server {\n  location / { uwsgi_pass app:8000; }\n}\n",
      },
    },
  ],
  invalid: [
    {
      title: "one of two",
      code: at(`${throttled}\n«REST_FRAMEWORK» = {\n    'PAGE_SIZE': 10\n}\n`),
      fixed: at(
        `${throttled}\nREST_FRAMEWORK = {\n    'PAGE_SIZE': 10,\n    'DEFAULT_THROTTLE_CLASSES': [\n        'rest_framework.throttling.AnonRateThrottle',\n        'rest_framework.throttling.UserRateThrottle',\n    ],\n    'DEFAULT_THROTTLE_RATES': {'anon': '100/min', 'user': '100/min'}\n}\n`,
      ),
    },
    { title: "empty", code: at("INSTALLED_APPS = ['rest_framework']\n«REST_FRAMEWORK» = {}\n") },
    {
      title: "on one line",
      code: at('«REST_FRAMEWORK» = {"PAGE_SIZE": 5}\n'),
      fixed: at(
        'REST_FRAMEWORK = {"PAGE_SIZE": 5, "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.AnonRateThrottle", "rest_framework.throttling.UserRateThrottle"], "DEFAULT_THROTTLE_RATES": {"anon": "100/min", "user": "100/min"}}\n',
      ),
    },
    {
      title: "throttles without rates",
      code: at(
        '«REST_FRAMEWORK» = {"DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.UserRateThrottle"]}\n',
      ),
      message: /no rate/,
      fixed: at(
        'REST_FRAMEWORK = {"DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.UserRateThrottle"], "DEFAULT_THROTTLE_RATES": {"anon": "100/min", "user": "100/min"}}\n',
      ),
    },
    {
      title: "behind Caddy",
      code: {
        ...at('«REST_FRAMEWORK» = {\n    "PAGE_SIZE": 5,\n}\n'),
        Caddyfile: "a.example {\n  reverse_proxy app:8000\n}\n",
      },
      fixed: {
        Caddyfile: "a.example {\n  reverse_proxy app:8000\n}\n",
        ...at(
          'REST_FRAMEWORK = {\n    "PAGE_SIZE": 5,\n    "DEFAULT_THROTTLE_CLASSES": [\n        "rest_framework.throttling.AnonRateThrottle",\n        "rest_framework.throttling.UserRateThrottle",\n    ],\n    "DEFAULT_THROTTLE_RATES": {"anon": "100/min", "user": "100/min"},\n    "NUM_PROXIES": 1,\n}\n',
        ),
      },
    },
  ],
});
