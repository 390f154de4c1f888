import { type CallValue, lastNameOf } from "../../files/syntax/value";
import { limitedWithin, throttlersWithin } from "../../project/limits";
import { replacement } from "../../text/edits";
import { contains } from "../../text/span";
import { defineRule, type FileRuleContext, type Fix, type Problem } from "../rule";
import { guardEdits, moduleOptions } from "./module-edits";

type Context = FileRuleContext<"javascript">;

export const throttlerNotBound = defineRule({
  id: "nestjs/throttler-not-bound",
  on: "javascript",
  severity: "warning",
  hardening: true,
  title: "Bind ThrottlerGuard so that the throttlers take effect",
  why: "ThrottlerModule only says what the limits are. Without its guard nothing counts the requests, and the application looks limited and is not.",
  references: ["https://docs.nestjs.com/security/rate-limiting", "https://github.com/nestjs/throttler#usage"],
  equivalents: [],
  mentions: ["Throttle"],
  fix: "review",
  examples: [
    {
      path: "src/app.module.ts",
      bad: `import { Module } from '@nestjs/common';
import { ThrottlerModule } from '@nestjs/throttler';

@Module({
  imports: [«ThrottlerModule.forRoot»([{ ttl: 60000, limit: 100 }])],
})
export class AppModule {}
`,
      good: `import { Module } from '@nestjs/common';
import { ThrottlerGuard, ThrottlerModule } from '@nestjs/throttler';
import { APP_GUARD } from '@nestjs/core';

@Module({
  imports: [ThrottlerModule.forRoot([{ ttl: 60000, limit: 100 }])],
  providers: [{ provide: APP_GUARD, useClass: ThrottlerGuard }],
})
export class AppModule {}
`,
    },
  ],
  *check(context) {
    const { file, project } = context;
    const { form } = file;
    if (!/Throttle/.test(form.text) || !form.clean) return;
    const setups = form.callsTo(
      "@nestjs/throttler.ThrottlerModule.forRoot",
      "@nestjs/throttler.ThrottlerModule.forRootAsync",
    );
    const [setup] = setups;
    if (setup) {
      const bound = limitedWithin(file.path, project);
      if (bound) yield { proves: bound.at, path: bound.path, message: "A guard counts the requests." };
      else yield unbound(setup, context);
    }
    yield* skipsNothing(context);
  },
});

function unbound(setup: CallValue, { file }: Context): Problem {
  const { form } = file;
  const options = form.classes
    .map(({ name }) => moduleOptions(form, name))
    .find((one) => one && contains(one.at, setup.at));
  const edits = options && guardEdits(form, options, false);
  const fix: Fix[] = edits
    ? [{ title: "Bind ThrottlerGuard to the whole application", kind: "review", edits }]
    : [];
  return { at: setup.callee.at, message: "No guard is bound: these throttlers count nothing.", fixes: fix };
}

/** `@SkipThrottle()` means the throttler called `default` alone. */
function* skipsNothing({ file, project }: Context): Generator<Problem> {
  const { form } = file;
  if (!form.mentions("SkipThrottle")) return;
  const names = throttlersWithin(file.path, project)?.names;
  if (!names || names.includes("default")) return;
  for (const call of form.calls) {
    if (lastNameOf(call.callee) !== "SkipThrottle" || call.args.length > 0 || !call.argsAt) continue;
    const skipped = `({ ${names.map((name) => `${propertyOf(name)}: true`).join(", ")} })`;
    yield {
      at: call.callee.at,
      message: `This skips the throttler called default; here they are called ${names.join(" and ")}.`,
      fixes: [
        { title: `Skip ${names.join(", ")}`, kind: "review", edits: [replacement(call.argsAt, skipped)] },
      ],
    };
  }
}

function propertyOf(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
