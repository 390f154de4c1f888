import { attributeOf, type HtmlTag } from "../../files/html";
import type { SourceFile } from "../../files/source";
import { usesDjango } from "../../project/django";
import type { ProjectView } from "../../project/view";
import { insertion } from "../../text/edits";
import { span } from "../../text/span";
import { defineRule, type Fix } from "../rule";

export const djangoTemplateMissingCsrfToken = defineRule({
  id: "django/template-missing-csrf-token",
  on: "html",
  severity: "warning",
  hardening: true,
  title: "Send the token against forgery with every form",
  why: "Django refuses a form without the token. Where the check is switched off to make it work, any website can submit it for the signed-in user.",
  references: ["https://docs.djangoproject.com/en/stable/howto/csrf/#using-csrf-protection"],
  equivalents: ["semgrep django-no-csrf-token"],
  mentions: ["<form"],
  fix: "safe",
  examples: [
    {
      path: "shop/templates/shop/order.html",
      bad: `{% load static %}
«<form» method="post">
  {{ form.as_p }}
  <button>Order</button>
</form>
`,
      good: `{% load static %}
<form method="post">
  {% csrf_token %}
  {{ form.as_p }}
  <button>Order</button>
</form>
`,
    },
  ],
  *check({ file, project }) {
    if (!/<form\b/i.test(file.text) || !isTemplate(file, project)) return;
    for (const form of file.form.tags) {
      if (form.name !== "form" || !isChanging(form) || isElsewhere(form, file.text)) continue;
      const content = file.text.slice(form.at.start, form.contentEnd);
      const token = /\{%-?\s*csrf_token|\{\{[^{}]{0,80}csrf|csrf/i.exec(content);
      if (token) {
        const start = form.at.start + token.index;
        yield { proves: span(start, start + token[0].length), message: "The form sends the token." };
      } else if (!brings.test(content)) {
        yield {
          at: span(form.at.start, form.at.start + "<form".length),
          message: "This form sends no token against forged requests.",
          fixes: [fix(form, file)],
        };
      }
    }
  },
});

/** What Django's templates have and those of others do not. */
const ownTags = /\{%-?\s*(csrf_token|load\s|url\s+["']|static\s+["']|trans(late)?\s+["']|blocktrans)/;

/** Templates of Flask, of Twig and of Nunjucks look alike. */
const foreign = /\burl_for\(|\bhidden_tag\(|\{\{\s*path\(|\|\s*raw\b/;

function isTemplate(file: SourceFile<"html">, project: ProjectView): boolean {
  if (foreign.test(file.text)) return ownTags.test(file.text) && !file.text.includes("hidden_tag(");
  if (ownTags.test(file.text)) return true;
  const isPlaced = /(^|\/)(templates|jinja2)\//.test(file.path) || /\{[%{]/.test(file.text);
  return isPlaced && usesDjango(project);
}

function isChanging(form: HtmlTag): boolean {
  return /^(post|put|delete|patch)$/i.test(attributeOf(form, "method")?.value.trim() ?? "");
}

/** Sent to others, who must not get the token, or by a script, which can send it as a header. */
function isElsewhere(form: HtmlTag, text: string): boolean {
  const action = attributeOf(form, "action")?.value.trim() ?? "";
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(action)) return true;
  if (/^\{\{/.test(action) && !ownTags.test(action)) return true;
  const tag = text.slice(form.at.start, form.at.end);
  return /\s(hx-|data-hx-|@submit|v-on:|x-on:|ng-submit|onsubmit|data-netlify|netlify)/i.test(tag);
}

/** What may bring the token with it. */
const brings = /\{%-?\s*(include|crispy|block|component|slot|partial|render_form|\w*form\w*|\w*csrf\w*)\b/;

function fix(form: HtmlTag, file: SourceFile<"html">): Fix {
  const isJinja = /(^|\/)jinja2\//.test(file.path);
  const token = isJinja ? "{{ csrf_input }}" : "{% csrf_token %}";
  const { text, eol } = file;
  const line = /^[ \t]*\r?\n(?:[ \t]*\r?\n)*([ \t]*)/.exec(text.slice(form.at.end, form.at.end + 500));
  return {
    title: `Add ${token}`,
    kind: isJinja || !ownTags.test(text) ? "review" : "safe",
    edits: [insertion(form.at.end, line ? `${eol}${line[1] ?? ""}${token}` : token)],
  };
}
