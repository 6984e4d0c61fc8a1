// What a coordinator has decided for all places, written as the desk writes it.

import { randomUUID } from "node:crypto";
import type { Browser } from "@playwright/test";
import { Coordinator } from "./coordinator.ts";
import type { Samvaro } from "./samvaro.ts";

type Kind = "split" | "mark" | "external";

export const women = "Kvinnor";
export const men = "Män";
export const firstVisit = "Första besöket";
export const fromOutside = "Externa besökare";

/** A fixed id for each name, so that a test can write a category again. */
const ids: Record<string, string> = {
  [women]: "01990000-0000-7000-8000-000000000001",
  [men]: "01990000-0000-7000-8000-000000000002",
  [firstVisit]: "01990000-0000-7000-8000-000000000003",
  [fromOutside]: "01990000-0000-7000-8000-000000000004",
};

const kinds: Record<string, Kind> = {
  [women]: "split",
  [men]: "split",
  [firstVisit]: "mark",
  [fromOutside]: "external",
};

/** Somebody at a desk who writes without opening a screen for it. */
export class Desk {
  private constructor(private readonly coordinator: Coordinator) {}

  static async open(browser: Browser, samvaro: Samvaro): Promise<Desk> {
    const page = await browser.newPage({ baseURL: samvaro.url });
    return new Desk(await Coordinator.signedIn(page, samvaro));
  }

  /** Writes fields of one thing: of the organisation, or of a place. */
  async write(fields: unknown[], place?: string): Promise<void> {
    const written = await this.coordinator.page.evaluate(
      async ({ fields, place, request }) => {
        const address = place ? `/api/v1/desk/${place}` : "/api/v1/desk";
        const desk = await (await fetch(address)).json();
        const { log, position } = place ? desk.place : desk.organisation;
        const bodies = fields.map((put) => ({ put: { o: put, b: position } }));
        const answer = await fetch("/api/v1/changes", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ log, request, bodies }),
        });
        const { refusals } = await answer.json();
        return answer.status === 200 && !refusals?.length;
      },
      { fields, place, request: randomUUID() },
    );
    if (!written) throw new Error(`not written: ${JSON.stringify(fields)}`);
  }

  async countIn(...names: string[]): Promise<void> {
    const category = (name: string, order: number) => ({
      category: [ids[name], [{ name }, { kind: kinds[name] }, { order }]],
    });
    await this.write(names.map(category));
  }

  /** The id of an activity, by its name. */
  async activity(place: string, name: string): Promise<string> {
    const id = await this.coordinator.page.evaluate(
      async ({ place, name }) => {
        const { place: standing } = await (await fetch(`/api/v1/desk/${place}`)).json();
        const known = Object.entries(standing.programme.activities);
        return known.find(([, registers]) => JSON.stringify(registers).includes(`"name":"${name}"`))?.[0];
      },
      { place, name },
    );
    if (!id) throw new Error(`${place} has no activity ${name}`);
    return id;
  }

  async close(): Promise<void> {
    await this.coordinator.page.close();
  }
}
