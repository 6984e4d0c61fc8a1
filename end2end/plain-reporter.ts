// For runs whose result is what they print: their own words, and what went wrong.

import type { FullResult, Reporter, TestCase, TestError, TestResult } from "@playwright/test/reporter";

export default class PlainReporter implements Reporter {
  private project = "";

  onTestBegin(test: TestCase): void {
    const project = test.parent.project()?.name ?? "";
    if (project !== this.project) process.stdout.write(`\n— ${project} —\n`);
    this.project = project;
  }

  onStdOut(chunk: string | Buffer): void {
    process.stdout.write(chunk);
  }

  onStdErr(chunk: string | Buffer): void {
    process.stderr.write(chunk);
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    for (const error of result.errors) {
      process.stderr.write(`${test.title}: ${error.message ?? error.value}\n${error.snippet ?? ""}\n`);
    }
  }

  onError(error: TestError): void {
    process.stderr.write(`${error.message ?? error.value}\n`);
  }

  onEnd(result: FullResult): void {
    if (result.status !== "passed") process.stderr.write(`The run ${result.status}.\n`);
  }
}
