//! Reads XLIFF 1.2 as translators send it back.

use contract_fact_box::model::Story;
use roxmltree::{Document, Node};

use super::super::check::to_one_line;
use super::xliff_writer::NAMESPACE;

/// A file with translations.
#[derive(Debug)]
pub(super) struct TranslatedFile {
    /// The language that it was translated from; empty if it does not say.
    source_language: String,
    /// The language that it was translated into; empty if it does not say.
    target_language: String,
    /// The id of the story; empty if it does not say.
    story: String,
    pub(super) units: Vec<TranslatedUnit>,
}

/// One text, as translators send it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TranslatedUnit {
    /// The JSON pointer of the text.
    pub(super) pointer: String,
    /// The original that the translators had.
    pub(super) source: String,
    /// The translation; empty if there is none.
    pub(super) target: String,
    /// The state of the translation, as in `translated`; empty if there is none.
    pub(super) state: String,
    /// The name of the first inline element in the translation, if there is one: the originals have
    /// no markup.
    pub(super) markup: Option<String>,
}

impl TranslatedUnit {
    /// Whether somebody still has to look at the translation, as the file says.
    pub(super) fn needs_work(&self) -> bool {
        self.state == "new" || self.state.starts_with("needs-")
    }
}

/// Reads a file.
///
/// # Errors
///
/// The fact, the consequence and the fix, if it is no XLIFF 1.2.
pub(super) fn read_xliff(xml: &str) -> Result<TranslatedFile, String> {
    let xml = xml.strip_prefix('\u{feff}').unwrap_or(xml);
    let document = Document::parse(xml).map_err(|error| {
        let error = to_one_line(&error.to_string());
        format!("is no XML ({error}); nothing was written; export it again as XLIFF 1.2")
    })?;
    let root = document.root_element();
    let version = root.attribute("version").unwrap_or_default();
    if root.tag_name().name() != "xliff" || !matches!(version, "1.0" | "1.1" | "1.2") {
        let version = if version.is_empty() { String::new() } else { format!(" {version}") };
        let found = format!("{}{version}", root.tag_name().name());
        return Err(format!(
            "is `{}` and not XLIFF 1.2; nothing was written; export it again as XLIFF 1.2",
            to_one_line(&found)
        ));
    }
    let files: Vec<_> = children(root, "file").collect();
    let [file] = files.as_slice() else {
        return Err(format!(
            "has {} `file` elements; of which story the texts are cannot be told, and nothing was \
             written; send one story a file",
            files.len()
        ));
    };
    let attribute = |name: &str| file.attribute(name).unwrap_or_default().to_owned();
    let units = file.descendants().filter(|node| is_named(*node, "trans-unit"));
    Ok(TranslatedFile {
        source_language: attribute("source-language"),
        target_language: attribute("target-language"),
        story: attribute("product-name"),
        units: units.map(read_unit).collect(),
    })
}

impl TranslatedFile {
    /// Says what the file is of, if it is not of this story and language.
    pub(super) fn find_mismatch(&self, story: &Story, lang: &str) -> Option<String> {
        let is_other = |got: &str, own: &str| !got.is_empty() && !got.eq_ignore_ascii_case(own);
        let differing = [
            (&self.target_language, lang, "is a translation into", "name that language"),
            (
                &self.source_language,
                &*story.lang,
                "was translated from",
                "check which story it is of",
            ),
            (&self.story, &*story.id, "is of the story", "name the file of that story"),
        ];
        let found = differing.into_iter().find(|(got, own, ..)| is_other(got, own));
        found.map(|(got, own, what, fix)| {
            let got = to_one_line(got);
            format!("{what} `{got}` and not `{own}`; nothing was written; {fix}")
        })
    }
}

fn read_unit(unit: Node<'_, '_>) -> TranslatedUnit {
    let id = unit.attribute("id").unwrap_or_default();
    // Some programs number the units anew, and keep what was the id as its name.
    let pointer = unit.attribute("resname").filter(|name| name.starts_with('/')).unwrap_or(id);
    let target = children(unit, "target").next();
    let markup = target.into_iter().flat_map(|target| target.descendants().skip(1));
    let markup = markup.filter(Node::is_element).find(|inline| !is_named(*inline, "mrk"));
    TranslatedUnit {
        pointer: pointer.to_owned(),
        source: children(unit, "source").next().map(text_of).unwrap_or_default(),
        target: target.map(text_of).unwrap_or_default(),
        state: target.and_then(|target| target.attribute("state")).unwrap_or_default().to_owned(),
        markup: markup.map(|inline| inline.tag_name().name().to_owned()),
    }
}

/// All text in an element. Programs that translate sentence by sentence put each in an element.
fn text_of(node: Node<'_, '_>) -> String {
    node.descendants().filter(|inner| inner.is_text()).filter_map(|inner| inner.text()).collect()
}

fn children<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| is_named(*child, name))
}

/// Whether an element has this name in XLIFF 1.2, or in a file that names no namespace.
fn is_named(node: Node<'_, '_>, name: &str) -> bool {
    let namespace = node.tag_name().namespace();
    node.is_element()
        && node.tag_name().name() == name
        && namespace.is_none_or(|namespace| {
            namespace.starts_with("urn:oasis:names:tc:xliff:document:1.") || namespace == NAMESPACE
        })
}

#[cfg(test)]
mod tests {
    use super::read_xliff;

    #[test]
    fn the_sentences_of_a_unit_are_one_text() {
        let xml = r#"<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
            <file source-language="en" target-language="fr"><body><group>
            <trans-unit id="1" resname="/title"><source>One. &amp; two.</source>
            <seg-source><mrk mtype="seg" mid="1">One.</mrk> <mrk mtype="seg" mid="2">&amp; two.</mrk></seg-source>
            <target state="final"><mrk mtype="seg" mid="1">Un.</mrk> <mrk mtype="seg" mid="2">&amp; <![CDATA[deux]]>.</mrk></target>
            <alt-trans><source>Old</source><target>Vieux</target></alt-trans></trans-unit>
            <trans-unit id="/kicker"><source>A</source><target>B<x id="1"/></target></trans-unit>
            </group></body></file></xliff>"#;
        let units = read_xliff(xml).expect("it is XLIFF").units;
        let [title, kicker] = units.as_slice() else { panic!("{units:?}") };
        assert_eq!((&*title.pointer, &*title.source), ("/title", "One. & two."));
        assert_eq!((&*title.target, title.markup.as_deref()), ("Un. & deux.", None));
        assert!(!title.needs_work());
        assert_eq!((&*kicker.target, kicker.markup.as_deref()), ("B", Some("x")));
    }

    #[test]
    fn what_is_no_xliff_1_2_says_what_it_is() {
        for (xml, fact) in [
            ("", "is no XML ("),
            ("<a/>", "is `a` and not XLIFF 1.2; "),
            (
                r#"<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"/>"#,
                "is `xliff 2.0` and not XLIFF 1.2; ",
            ),
            (r#"<xliff version="1.2"/>"#, "has 0 `file` elements; "),
        ] {
            let error = read_xliff(xml).expect_err("it is none");
            assert!(error.starts_with(fact) && error.contains(" nothing was written; "), "{error}");
        }
    }
}
