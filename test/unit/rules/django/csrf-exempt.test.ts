import { djangoCsrfExempt } from "../../../../src/core/rules/django/csrf-exempt";
import { testRule } from "../../../support/rule-tester";

const head = "from django.views.decorators.csrf import csrf_exempt\n";

testRule(djangoCsrfExempt, {
  valid: [
    { title: "imported only", code: head },
    {
      title: "another decorator",
      code: "from django.views.decorators.csrf import csrf_protect  # not csrf_exempt\n\n\n@csrf_protect\ndef view(request):\n    pass\n",
    },
    {
      title: "another csrf_exempt",
      code: "from shop import csrf_exempt\n\n\n@csrf_exempt\ndef view(request):\n    pass\n",
    },
    {
      title: "Django REST framework",
      code: `from rest_framework.decorators import api_view\n${head}\n\n@csrf_exempt\n@api_view(["POST"])\ndef view(request):\n    pass\n`,
    },
    {
      title: "a view of Django REST framework",
      code: `from django.utils.decorators import method_decorator\n${head}\n\n@method_decorator(csrf_exempt, name="dispatch")\nclass Orders(generics.ListCreateAPIView):\n    pass\n`,
    },
    {
      title: "development",
      code: `${head}\nif settings.DEBUG:\n    urlpatterns += [path("x", csrf_exempt(view))]\n`,
    },
    {
      title: "a test",
      code: { "shop/tests/views.py": `${head}\n\n@csrf_exempt\ndef view(request):\n    pass\n` },
    },
    {
      title: "silenced for a peer",
      code: `${head}\n\n@csrf_exempt  # nosemgrep: no-csrf-exempt\ndef view(request):\n    pass\n`,
    },
  ],
  invalid: [
    {
      title: "a function",
      severity: "warning",
      message: /^`my_view`/,
      code: `${head}\n\n@«csrf_exempt»\ndef my_view(request):\n    return HttpResponse("Hello world")\n`,
      fixed: null,
    },
    {
      title: "by its full name",
      code: 'import django\n\n\n@«django.views.decorators.csrf.csrf_exempt»\ndef view(request):\n    return HttpResponse("Hello")\n',
    },
    {
      title: "below others",
      code: `${head}\n\n@require_POST\n@«csrf_exempt»\ndef view(request):\n    pass\n`,
    },
    {
      title: "a class",
      message: /^`Orders`/,
      code: `${head}from django.utils.decorators import method_decorator\n\n\n@method_decorator(«csrf_exempt», name="dispatch")\nclass Orders(View):\n    pass\n`,
    },
    {
      title: "a method",
      code: `${head}\n\nclass Orders(View):\n    @method_decorator([«csrf_exempt», never_cache])\n    def dispatch(self, request):\n        pass\n`,
    },
    {
      title: "in the routes",
      message: /^`graphql\/`/,
      severity: "warning",
      code: `${head}\nurlpatterns = [path("graphql/", «csrf_exempt»(GraphQLView.as_view()))]\n`,
    },
    {
      title: "a webhook by name",
      severity: "info",
      message: /check itself/,
      code: `${head}\n\n@«csrf_exempt»\ndef stripe_webhook(request):\n    pass\n`,
    },
    {
      title: "a webhook by path",
      severity: "info",
      code: `${head}\nurlpatterns = [path("hooks/github/", «csrf_exempt»(view))]\n`,
    },
    {
      title: "a view that checks a signature",
      severity: "info",
      code: `${head}\n\n@«csrf_exempt»\ndef receive(request):\n    if not hmac.compare_digest(sign(request.body), request.headers["X-Sig"]):\n        raise PermissionDenied\n`,
    },
  ],
});
