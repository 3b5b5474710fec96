//! What each text of a story is, so that translators know what they translate.

use contract_fact_box::model::{Expression, Position, Silence, Stakeholder, Story};

/// What a text is, for translators.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Description {
    /// What it is and what to mind, in a sentence or two.
    pub(super) note: String,
    /// What it stands beside: labels with their texts, in the story's language.
    pub(super) context: Vec<(&'static str, String)>,
}

/// Describes the text at a JSON pointer.
pub(super) fn describe_text(story: &Story, pointer: &str) -> Description {
    let keys: Vec<&str> = pointer.split('/').skip(1).collect();
    let entry = keys.get(1).and_then(|index| index.parse::<usize>().ok());
    let (part, rest) =
        (keys.first().copied().unwrap_or_default(), keys.get(2..).unwrap_or_default());
    let mut context = Vec::new();
    let note = match (part, rest) {
        ("title", _) => "Title of the box.",
        ("kicker", _) => "Words over the title.",
        ("parties", ["name" | "short_name"]) => {
            "Name of an organisation or group. Repeat it, unless it has another name in this language."
        }
        ("stakeholders", rest) => {
            let stakeholder = entry.and_then(|index| story.stakeholders.get(index));
            context.extend(stakeholder.map(|who| ("person", name_of(story, who))));
            match rest {
                ["role_short"] => "Role in a few words, beside the name in lists.",
                ["interest"] => "What the person could gain or lose.",
                ["affiliations", ..] => "A post or membership.",
                _ => "Role, beside the name.",
            }
        }
        ("issues", ["label"]) => "Short name of a question, for the tab that shows it.",
        ("issues", _) => "Question on which people take a stance. It must not favour an answer.",
        ("positions", rest) => {
            let position = entry.and_then(|index| story.positions.get(index));
            context
                .extend(position.map(|said| position_context(story, said)).into_iter().flatten());
            describe_position(position, rest)
        }
        ("silences", rest) => {
            let silence = entry.and_then(|index| story.silences.get(index));
            context.extend(
                silence.map(|silence| silence_context(story, silence)).into_iter().flatten(),
            );
            match rest {
                ["asked_by"] => "Who asked somebody who is not on record.",
                _ => "What is known of why somebody is not on record.",
            }
        }
        ("contracts", rest) => {
            let contract = entry.and_then(|index| story.contracts.get(index));
            let title = contract.map(|contract| ("contract", contract.title.to_string()));
            context.extend(title.filter(|_| *rest != ["title"]));
            describe_contract_text(rest)
        }
        ("context", [_, "term"]) => {
            "Term that is explained. The box looks for it in its other texts."
        }
        ("context", [index, "meaning"]) => {
            let term =
                index.parse().ok().and_then(|index: usize| story.context.glossary.get(index));
            context.extend(term.map(|term| ("term", term.term.to_string())));
            "Explanation of a term."
        }
        ("context", [_, "audience"]) => "Whom the text below it concerns.",
        ("context", _) => "Background that readers may need.",
        ("open_questions", rest) => {
            let question = entry.and_then(|index| story.open_questions.get(index));
            let text = question.map(|question| ("question", question.text.to_string()));
            context.extend(text.filter(|_| *rest != ["text"]));
            match rest {
                ["text"] => "Something that nobody knows yet, as a question.",
                ["asked_of"] => "Whom the question was put to.",
                ["answer", ..] => "Answer to an open question.",
                _ => "Note on an open question.",
            }
        }
        ("corrections", ["was"]) => "Correction: what stood there.",
        ("corrections", ["now"]) => "Correction: what stands there now.",
        ("corrections", _) => "Correction: why it was made.",
        ("withdrawn", _) => "Why the story was withdrawn. Readers see it in place of the box.",
        ("comparisons", ["counted"]) => {
            "What was counted for a comparison, as in “households, 2026”."
        }
        ("comparisons", ["per"]) => "What a comparison is per, as in “per household”.",
        _ => "Text for readers.",
    };
    Description { note: note.to_owned(), context }
}

fn describe_position(position: Option<&Position>, rest: &[&str]) -> &'static str {
    match rest {
        ["text"] => match position.map(|said| said.expression) {
            Some(Expression::Quote) => {
                "Quotation. Keep the meaning and the tone; the box shows the original beside it and says \
                 who translated it."
            }
            Some(Expression::Paraphrase) => "What somebody said, in the newsroom’s words.",
            Some(Expression::Vote) => "How somebody voted.",
            Some(Expression::Action) => "What somebody did.",
            Some(Expression::Document) => "What somebody wrote, in the newsroom’s words.",
            None => "What somebody said or did.",
        },
        ["venue"] => "Where the words were said.",
        ["role_then"] => "The speaker’s role at the time.",
        ["translated_by"] => "Who translated the words into the language of the story.",
        ["caveats", ..] => "What the source itself says that limits the words.",
        _ => "Note on how the editors read the words.",
    }
}

fn describe_contract_text(rest: &[&str]) -> &'static str {
    match rest {
        ["title"] => "Title of a contract.",
        ["status", "detail"] => "Detail of the contract’s status.",
        ["status", ..] => "Reason that was given for the decision.",
        ["events", ..] => "Event on the timeline.",
        ["amendments", ..] => "Change of the contract.",
        ["challenges", _, "court"] => "Court or review body.",
        ["challenges", ..] => "How a legal challenge ended.",
        ["related", ..] => "Title of a related contract.",
        [.., "note"] => "Note on a fact.",
        [.., "detail"] => "Detail of a fact, in brackets after it.",
        ["purpose", ..] => "What the contract is for.",
        ["replaces", ..] => "What the contract replaces.",
        ["data_used", ..] => "What data the contract uses.",
        ["procurement", ..] => "How the contract was bought.",
        _ => "Fact about the contract.",
    }
}

/// Who speaks, and on which question.
fn position_context(story: &Story, position: &Position) -> Vec<(&'static str, String)> {
    let speaker = story.stakeholders.iter().find(|who| *who.id == *position.stakeholder);
    let speaker = speaker.map(|who| ("speaker", name_and_role(story, who)));
    let mut context: Vec<_> = speaker.into_iter().collect();
    context.extend(question(story, &position.issue));
    context
}

fn silence_context(story: &Story, silence: &Silence) -> Vec<(&'static str, String)> {
    let who = story.stakeholders.iter().find(|who| *who.id == *silence.stakeholder);
    let mut context: Vec<_> =
        who.map(|who| ("person", name_and_role(story, who))).into_iter().collect();
    context.extend(question(story, &silence.issue));
    context
}

fn question(story: &Story, id: &str) -> Option<(&'static str, String)> {
    let issue = story.issues.iter().find(|issue| *issue.id == *id)?;
    Some(("question", issue.question.to_string()))
}

fn name_and_role(story: &Story, who: &Stakeholder) -> String {
    format!("{}, {}", name_of(story, who), &*who.role_as_described)
}

fn name_of(story: &Story, who: &Stakeholder) -> String {
    let party = story.parties.iter().find(|party| *party.id == *who.party);
    party.map_or_else(|| who.id.to_string(), |party| party.name.to_string())
}
