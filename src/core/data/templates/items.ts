import { dataItems } from "./items/data";
import { deliveryItems } from "./items/delivery";
import { launchItems } from "./items/launch";
import { placesItems } from "./items/places";
import { prepareItems } from "./items/prepare";
import { webItems } from "./items/web";
import { wordsItems } from "./items/words";
import type { TemplateItem } from "./template";

/** Every item that a template can select, by its id. */
export const templateItems: Readonly<Record<string, TemplateItem>> = {
  ...prepareItems,
  ...placesItems,
  ...dataItems,
  ...webItems,
  ...deliveryItems,
  ...wordsItems,
  ...launchItems,
};
