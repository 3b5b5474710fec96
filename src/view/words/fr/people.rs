//! What is said of people in French, and beside their words.
//!
//! Who speaks may be a woman, a man, a firm or a group. So the stances and silences are nouns, which
//! agree with nobody. Names of firms and authorities have no article here, so prepositions stand
//! before names only where there is no other way.

use crate::view::words::table::{Positions, Silences, Spoke, Who};

pub(super) const POSITIONS: Positions = Positions {
    supports: "Pour",
    opposes: "Contre",
    says_yes: "Dit oui",
    says_no: "Dit non",
    concerned: "Inquiétudes",
    mixed: "Avis partagé",
    conditional: "Sous conditions",
    undecided: "Sans avis arrêté",
    none_stated: "Aucun avis exprimé",
    supports_or_says_yes: "Pour, ou dit oui",
    opposes_or_says_no: "Contre, ou dit non",
    other_contract: "Porte sur un autre contrat, et non sur celui-ci.",
    about_contract: "Porte sur un autre contrat\u{a0}: «\u{a0}{title}\u{a0}».",
    context: "Une question plus large que ce contrat.",
    paraphrase: "En substance\u{a0}:",
    vote: "Vote\u{a0}:",
    action: "Acte\u{a0}:",
    document: "Par écrit\u{a0}:",
    spokesperson: "Porte-parole dont le nom n’est pas cité.",
    organisation: "Propos attribués à l’organisation.",
    anonymous: "Nom non cité.",
    then: "À l’époque\u{a0}: {role}.",
    said: "{date}.",
    reading: "notre interprétation",
    translated: "Traduction\u{a0}: {who}.",
    translation: "Traduction.",
    for_organisation: "Au nom de l’organisation.",
    pointer: "A répondu {à name}\u{a0}: voir à cet endroit, sous «\u{a0}{stance}\u{a0}».",
    unanswered: "{publisher} ne fait état d’aucune réponse à ce sujet.",
    unanswered_anywhere: "Aucune réponse à ce sujet n’est rapportée.",
    not_addressed_to: "{party}\u{a0}: sa déclaration {à publisher}, telle qu’elle est rapportée, n’aborde pas ce point.",
    not_addressed_by: "{party}\u{a0}: ce que {publisher} rapporte de sa position n’aborde pas ce point.",
    not_addressed: "{party}\u{a0}: ce qui est rapporté de sa position n’aborde pas ce point.",
    no_further: "{party}\u{a0}: {publisher} ne fait état d’aucune autre réponse.",
    no_further_anywhere: "{party}\u{a0}: aucune autre réponse n’est rapportée.",
    in_reply: "En réponse {à who}.",
    in_reply_on: "En réponse {à who} sur «\u{a0}{issue}\u{a0}».",
    answers_for: "Répond pour {party}.",
    also_under: "Figure aussi sous «\u{a0}{issue}\u{a0}».",
    this_quote: "cette citation {de name}",
    nth_quote: "la citation {number} {de name}",
    this_statement: "cette déclaration {de name}",
    nth_statement: "la déclaration {number} {de name}",
    this_silence: "cette note sur {name}",
    nth_silence: "la note {number} sur {name}",
    earlier: "Auparavant\u{a0}: {stance}",
};

pub(super) const SILENCES: Silences = Silences {
    not_approached: "Aucune question posée",
    no_reply: "Pas de réponse",
    declined: "Refus de commenter",
    could_not_comment: "Dans l’impossibilité de commenter",
    replied_without_position: "Réponse sans prise de position",
    nothing_found: "Aucune déclaration trouvée",
    asked_by_on: "Question posée par {who} {en date}.",
    asked_by: "Question posée par {who}.",
    asked_on: "Question posée {en date}.",
    checked_on: "Dernière vérification\u{a0}: {date}.",
    publisher_does_not_say: "{publisher} ne dit pas si un commentaire a été demandé.",
    sources_do_not_say: "Les sources ne disent pas si un commentaire a été demandé.",
};

pub(super) const WHO: Who = Who {
    title: "Qui est qui",
    not_quoted: "Sans propos cités",
    also: "Autres appellations\u{a0}: {names}.",
    part_of: "Rattachement\u{a0}: {who}.",
    led_by: "mené par {leads}",
    led_by_with: "mené par {leads}, avec {names}",
    members: "membres\u{a0}: {names}",
    registered: "Immatriculation\u{a0}: {numbers}.",
    interest: "Intérêt\u{a0}: {interest}.",
};

pub(super) const SPOKE: Spoke = Spoke {
    speaks: "{who} sur «\u{a0}{issue}\u{a0}»",
    votes: "{who}\u{a0}: vote sur «\u{a0}{issue}\u{a0}»",
    acts: "{who}\u{a0}: acte sur «\u{a0}{issue}\u{a0}»",
    writes: "{who}\u{a0}: déclaration écrite sur «\u{a0}{issue}\u{a0}»",
};
