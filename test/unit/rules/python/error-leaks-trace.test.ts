import { pythonErrorLeaksTrace } from "../../../../src/core/rules/python/error-leaks-trace";
import { testRule } from "../../../support/rule-tester";

const fastapi = (handler: string, head = "") =>
  `from fastapi import APIRouter, HTTPException\nfrom fastapi.responses import JSONResponse\n${head}\nrouter = APIRouter()\n\n\n@router.get("/")\ndef view():\n    try:\n        work()\n${handler}`;
const flask = (body: string) =>
  `import traceback\n\nfrom flask import Flask, abort, jsonify\n\napp = Flask(__name__)\n\n\n@app.route("/")\ndef view():\n    try:\n        work()\n    except Exception as e:\n${body}`;

testRule(pythonErrorLeaksTrace, {
  valid: [
    {
      title: "logged only",
      code: flask('        log(traceback.format_exc())\n        return "An error", 500\n'),
    },
    {
      title: "a mistake of the caller",
      code: fastapi(
        "    except ValueError as e:\n        raise HTTPException(status_code=400, detail=str(e))\n",
      ),
    },
    {
      title: "a class of its own",
      code: fastapi(
        "    except OrderError as e:\n        return JSONResponse({'detail': str(e)}, status_code=409)\n",
      ),
    },
    {
      title: "a general message",
      code: fastapi('    except Exception as e:\n        raise HTTPException(500, "failed") from e\n'),
    },
    {
      title: "development only",
      code: fastapi(
        "    except Exception as e:\n        if settings.DEBUG:\n            raise HTTPException(500, str(e))\n        raise HTTPException(500)\n",
      ),
    },
    {
      title: "chosen by stage",
      code: fastapi(
        '    except Exception as e:\n        raise HTTPException(500, detail=str(e) if settings.debug else "failed")\n',
      ),
    },
    {
      title: "another function's answer",
      code: `from flask import Flask\n\n\ndef helper():\n    try:\n        work()\n    except Exception as e:\n        return str(e)\n`,
    },
    {
      title: "something else of that name",
      code: fastapi(
        "    except Exception as e:\n        raise\n    e = 5\n    raise HTTPException(404, detail=str(e))\n",
      ),
    },
    { title: "cleaned", code: flask("        return jsonify(error=public_message(e)), 500\n") },
    { title: "no framework", code: "try:\n    work()\nexcept Exception as e:\n    return_error(str(e))\n" },
    {
      title: "a handler for what is not found",
      code: "from flask import Flask, jsonify\n\napp = Flask(__name__)\n\n\n@app.errorhandler(404)\ndef missing(e):\n    return jsonify(error=str(e)), 404\n",
    },
    { title: "a test", code: { "tests/app.py": flask("        return str(e)\n") } },
  ],
  invalid: [
    {
      title: "the traceback",
      severity: "warning",
      message: /traceback/,
      code: flask("        return «traceback.format_exc()», 500\n"),
      fixed: flask('        return "Internal server error", 500\n'),
    },
    {
      title: "a text with the traceback, by name",
      code: flask(
        '        err = "failed: %s" % (traceback.format_exc())\n        return jsonify({"detail": str(«err»)})\n',
      ),
      message: /traceback/,
    },
    {
      title: "the traceback by name",
      code: flask("        err = traceback.format_exc()\n        return jsonify(error=«err»)\n"),
    },
    {
      title: "the error",
      message: /inside/,
      code: flask('        return jsonify({"error": «str(e)»})\n'),
      fixed: flask('        return jsonify({"error": "Internal server error"})\n'),
    },
    { title: "the error itself", code: flask("        return «e»\n") },
    { title: "abort", code: flask("        abort(500, «str(e)»)\n") },
    { title: "a record", code: fastapi('    except Exception as e:\n        return {"error": «repr(e)»}\n') },
    {
      title: "in a text",
      code: fastapi(
        '    except Exception as e:\n        raise HTTPException(status_code=500, detail=«f"failed: {e}"»)\n',
      ),
      fixed: fastapi(
        '    except Exception as e:\n        raise HTTPException(status_code=500, detail="Internal server error")\n',
      ),
    },
    {
      title: "joined to a text",
      code: fastapi('    except Exception as e:\n        raise HTTPException(500, "failed: " + «str(e)»)\n'),
    },
    {
      title: "as a mistake of the caller",
      severity: "warning",
      code: fastapi(
        "    except Exception as e:\n        raise HTTPException(status_code=400, detail=«str(e)»)\n",
      ),
    },
    {
      title: "everything",
      code: `from fastapi import HTTPException\nimport traceback\n\n\ndef view():\n    try:\n        work()\n    except:\n        raise HTTPException(500, «traceback.format_exc()»)\n`,
    },
    {
      title: "a class of the inside",
      severity: "info",
      code: fastapi(
        "    except (OSError, KeyError) as e:\n        raise HTTPException(status_code=500, detail=«str(e)»)\n",
      ),
    },
    {
      title: "with a log",
      code: fastapi(
        "    except Exception as e:\n        raise HTTPException(500, detail=«str(e)»)\n",
        "import logging\n\nlogger = logging.getLogger(__name__)\n",
      ),
      fixed: fastapi(
        '    except Exception as e:\n        logger.exception("Unexpected error")\n        raise HTTPException(500, detail="Internal server error")\n',
        "import logging\n\nlogger = logging.getLogger(__name__)\n",
      ),
    },
    {
      title: "a handler of all errors",
      code: 'from fastapi import FastAPI\nfrom fastapi.responses import JSONResponse\n\napp = FastAPI()\n\n\n@app.exception_handler(Exception)\nasync def failed(request, exc):\n    return JSONResponse(status_code=500, content={"detail": «str(exc)»})\n',
    },
    {
      title: "a view of Django",
      code: "from django.http import JsonResponse\n\n\ndef view(request):\n    try:\n        work()\n    except Exception as e:\n        return JsonResponse({'error': «str(e)»}, status=500)\n",
    },
  ],
});
