// Everything here only eases what already works without it.
import {
  Button, CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, NotificationBanner, PasswordInput, ServiceNavigation,
  SkipLink, createAll,
} from "govuk-frontend";

import { watchForms } from "./autosave.js";
import { moveThroughCards } from "./cards.js";
import { useKnown } from "./known.js";
import { offerPasskeys } from "./passkey.js";
import { revealByRadios } from "./reveal.js";
import { watchSession } from "./session.js";
import { guardSubmits } from "./submit.js";

// The design system hides conditional fields only where these classes say that its scripts run.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

for (const component of [
  Button, CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, NotificationBanner, PasswordInput, ServiceNavigation,
  SkipLink,
]) {
  createAll(component);
}

revealByRadios(document);
guardSubmits(document);
watchForms(document);
watchSession(document);
moveThroughCards(document);
useKnown(document);
offerPasskeys(document);
