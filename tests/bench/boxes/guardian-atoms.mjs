// A story as atoms of the Guardian's: the facts stand open, and each question opens. Nothing of theirs compares.
import { ExplainerAtom } from "@guardian/atoms-rendering/dist/esm/ExplainerAtom.js";
import { GuideAtom } from "@guardian/atoms-rendering/dist/esm/GuideAtom.js";
import { QandaAtom } from "@guardian/atoms-rendering/dist/esm/QandaAtom.js";
import { Fragment, createElement } from "react";

const ATOMS = { explainer: ExplainerAtom, guide: GuideAtom, qanda: QandaAtom };
/** What an atom does to tell the Guardian's analytics, which are not here. */
const ignore = () => {};

/** @param {{ atoms: { type: "explainer" | "guide" | "qanda", id: string, title: string, html: string }[] }} props */
export function Atoms({ atoms }) {
  return createElement(
    Fragment,
    null,
    atoms.map(({ type, ...atom }) =>
      createElement(ATOMS[type], {
        key: atom.id,
        ...atom,
        // The theme "news".
        pillar: 0,
        likeHandler: ignore,
        dislikeHandler: ignore,
        expandCallback: ignore,
      }),
    ),
  );
}
