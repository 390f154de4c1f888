import { djangoTemplateMissingCsrfToken } from "../../../../src/core/rules/django/template-missing-csrf-token";
import { testRule } from "../../../support/rule-tester";

const django = { "shop/views.py": "from django.shortcuts import render\n" };
const page = (form: string) => ({ ...django, "shop/templates/a.html": form });

testRule(djangoTemplateMissingCsrfToken, {
  valid: [
    {
      title: "the token",
      code: page('<form method="post">\n  {% csrf_token %}\n</form>\n'),
      proof: "csrf_token",
    },
    { title: "the token of a form", code: page('<form method="post">{{ name_form.csrf_token }}</form>\n') },
    { title: "the token of Jinja", code: page('<form method="post">{{ csrf_input }}</form>\n') },
    { title: "no method", code: page("<form><input name=q></form>\n") },
    { title: "GET", code: page('<form method="GET"><input name=q></form>\n') },
    { title: "another site", code: page('<form method="post" action="https://pay.example.com/"></form>\n') },
    { title: "another site by variable", code: page('<form method="post" action="{{ sso_url }}"></form>\n') },
    {
      title: "an include may bring it",
      code: page('<form method="post">{% include "fields.html" %}</form>\n'),
    },
    { title: "crispy forms bring it", code: page('<form method="post">{% crispy form %}</form>\n') },
    {
      title: "a block may bring it",
      code: page('<form method="post">{% block fields %}{% endblock %}</form>\n'),
    },
    {
      title: "sent by a script",
      code: page(
        '<form method="post" hx-post="/a"></form>\n<form method="post" @submit.prevent="send"></form>\n',
      ),
    },
    { title: "a page without Django", code: { "public/index.html": '<form method="post"></form>\n' } },
    {
      title: "a static page beside Django",
      code: { ...django, "site/index.html": '<form method="post"></form>\n' },
    },
    {
      title: "a template of Flask",
      code: {
        ...django,
        "web/templates/a.html": `<form method="post" action="{{ url_for('a') }}"></form>\n`,
      },
    },
    {
      title: "another template language",
      code: { "a.html": '{% extends "b" %}<form method="post"></form>\n' },
    },
    { title: "in a comment", code: page('<!-- <form method="post"></form> -->\n') },
    { title: "a test", code: { ...django, "shop/tests/templates/a.html": '<form method="post"></form>\n' } },
  ],
  invalid: [
    {
      title: "several lines",
      severity: "warning",
      code: page('<div>\n    «<form» method="post">\n        <input name="a">\n    </form>\n</div>\n'),
      fixed: page(
        '<div>\n    <form method="post">\n        {% csrf_token %}\n        <input name="a">\n    </form>\n</div>\n',
      ),
    },
    {
      title: "one line",
      code: page("«<form» method='POST'><input name=a></form>\n"),
      fixed: page("<form method='POST'>{% csrf_token %}<input name=a></form>\n"),
    },
    { title: "PUT", code: page('«<form» method="PUT" action="{% url \'a\' %}"></form>\n') },
    {
      title: "one of two",
      code: page(
        '<form method="post">{% csrf_token %}</form>\n«<form» method="post">{{ form.as_p }}</form>\n',
      ),
    },
    {
      title: "known by its tags alone",
      code: { "a.html": '{% load i18n %}\n«<form» method="post">\n{{ form }}\n</form>\n' },
    },
    {
      title: "Jinja",
      code: { ...django, "shop/jinja2/a.html": '«<form» method="post">\n  {{ form }}\n</form>\n' },
      fixed: {
        ...django,
        "shop/jinja2/a.html": '<form method="post">\n  {{ csrf_input }}\n  {{ form }}\n</form>\n',
      },
    },
    {
      title: "fields of bootstrap",
      code: page('«<form» method="post">{% bootstrap_field field %}</form>\n'),
    },
  ],
});
