// Every screen there is, and how a person gets to it: for whoever looks at all of them.

import { bannerScreens } from "./screens/banners.ts";
import { changeScreens } from "./screens/change.ts";
import { coordinatorScreens } from "./screens/coordinator.ts";
import { countingScreens } from "./screens/counting.ts";
import { dayScreens } from "./screens/day.ts";
import { pairingScreens } from "./screens/pairing.ts";
import { peopleScreens } from "./screens/people.ts";
import { programmeScreens } from "./screens/programme.ts";
import { publicScreens } from "./screens/public.ts";
import { settingsScreens } from "./screens/settings.ts";
import { signUpScreens } from "./screens/sign-ups.ts";
import type { Screen } from "./screens/where.ts";

export { publicScreens };

export const tabletScreens: Screen[] = [
  ...pairingScreens,
  ...dayScreens,
  ...bannerScreens,
  ...countingScreens,
  ...changeScreens,
  ...signUpScreens,
  ...peopleScreens,
  ...programmeScreens,
  ...settingsScreens,
];

export const screens: Screen[] = [...publicScreens, ...tabletScreens, ...coordinatorScreens];
