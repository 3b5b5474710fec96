//! The XML of a notice, with names as the documentation of eForms writes them.

use roxmltree::{Document, Node, ParsingOptions};

use super::EFormsError;

/// The largest notice that is read, in bytes. The largest example of the eForms SDK, with a hundred
/// lots and every field filled in, has 1.8 million.
const MAX_BYTES: usize = 32 * 1024 * 1024;

/// How many nodes a notice may have. That example has some 90,000.
const MAX_NODES: u32 = 2_000_000;

/// How many elements may be inside one another. A notice has some twenty.
const MAX_DEPTH: usize = 64;

/// The namespaces of a notice, with the prefixes by which the documentation of eForms calls them.
/// A notice may use other prefixes.
const NAMESPACES: [(&str, &str); 6] = [
    ("cac", "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"),
    ("cbc", "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"),
    ("ext", "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"),
    ("efac", "http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1"),
    ("efbc", "http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1"),
    ("efext", "http://data.europa.eu/p27/eforms-ubl-extensions/1"),
];

/// Where what the EU adds to UBL stands in an element.
const EXTENSION: &str =
    "ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent/efext:EformsExtension";

/// The namespace of the root elements of UBL starts so, and ends with their names.
const ROOT_NAMESPACE: &str = "urn:oasis:names:specification:ubl:schema:xsd:";

/// Parses the XML of a notice: without a document type, and so without entities of its own.
pub(super) fn parse(xml: &str) -> Result<Document<'_>, EFormsError> {
    if xml.len() > MAX_BYTES {
        return Err(EFormsError::TooLarge { bytes: xml.len(), limit: MAX_BYTES });
    }
    // XML may start with a byte order mark; roxmltree takes it for text.
    let xml = xml.strip_prefix('\u{feff}').unwrap_or(xml);
    let options = ParsingOptions { nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(xml, options).map_err(|error| {
        let position = error.pos();
        let cause = error.to_string();
        let place = format!(" at {position}");
        EFormsError::NotXml {
            line: position.row,
            column: position.col,
            cause: cause.strip_suffix(&place).unwrap_or(&cause).to_owned(),
        }
    })?;
    if is_deeper_than(document.root_element(), MAX_DEPTH) {
        return Err(EFormsError::TooDeep { limit: MAX_DEPTH });
    }
    Ok(document)
}

/// Whether elements are nested deeper than so many levels.
fn is_deeper_than(root: Node, limit: usize) -> bool {
    let mut open = vec![(root, 1)];
    while let Some((node, depth)) = open.pop() {
        if depth > limit {
            return true;
        }
        open.extend(node.children().filter(Node::is_element).map(|child| (child, depth + 1)));
    }
    false
}

/// An element of a notice.
#[derive(Clone, Copy)]
pub(super) struct Element<'a>(Node<'a, 'a>);

impl<'a> Element<'a> {
    /// The root of a document.
    pub(super) fn root(document: &'a Document<'a>) -> Self {
        Self(document.root_element())
    }

    /// The name without its namespace.
    pub(super) fn local_name(self) -> &'a str {
        self.0.tag_name().name()
    }

    /// Whether this is the root element of a document of UBL.
    pub(super) fn is_ubl_root(self) -> bool {
        let namespace = self.0.tag_name().namespace().and_then(|n| n.strip_prefix(ROOT_NAMESPACE));
        namespace.and_then(|name| name.strip_suffix("-2")) == Some(self.local_name())
    }

    /// The name with the prefix of the documentation, as in `cbc:ID`; `?:` for other namespaces.
    pub(super) fn name(self) -> String {
        let uri = self.0.tag_name().namespace();
        let prefix = NAMESPACES.iter().find(|(_, known)| Some(*known) == uri);
        format!("{}:{}", prefix.map_or("?", |(prefix, _)| prefix), self.local_name())
    }

    /// The elements in this one.
    pub(super) fn children(self) -> impl Iterator<Item = Element<'a>> {
        self.0.children().filter(Node::is_element).map(Element)
    }

    /// This element, all in it and in those, in the order of the document.
    pub(super) fn descendants(self) -> impl Iterator<Item = Element<'a>> {
        self.0.descendants().filter(Node::is_element).map(Element)
    }

    /// All elements of a name, such as `efac:FieldsPrivacy`, wherever they stand in this one.
    pub(super) fn descendants_named(self, name: &str) -> impl Iterator<Item = Element<'a>> {
        let name = resolve(name);
        self.descendants().filter(move |element| element.has_name(name))
    }

    /// The elements that this one is in, the innermost first.
    pub(super) fn ancestors(self) -> impl Iterator<Item = Element<'a>> {
        // roxmltree counts an element among its own.
        self.0.ancestors().skip(1).filter(Node::is_element).map(Element)
    }

    /// The elements at a path of names, as in `cac:PartyName/cbc:Name`.
    pub(super) fn find_all(self, path: &str) -> Vec<Element<'a>> {
        path.split('/').fold(vec![self], |found, name| {
            found.into_iter().flat_map(|element| element.children_named(name)).collect()
        })
    }

    /// The first element at a path of names.
    pub(super) fn find(self, path: &str) -> Option<Element<'a>> {
        self.find_all(path).into_iter().next()
    }

    /// The elements at a path in what the EU adds to this element.
    pub(super) fn find_extensions(self, path: &str) -> Vec<Element<'a>> {
        self.find_all(EXTENSION).into_iter().flat_map(|element| element.find_all(path)).collect()
    }

    /// The first element at a path in what the EU adds to this element.
    pub(super) fn find_extension(self, path: &str) -> Option<Element<'a>> {
        self.find_extensions(path).into_iter().next()
    }

    /// The text without the space around it, if there is any.
    pub(super) fn text(self) -> Option<String> {
        let pieces = self.0.children().filter(Node::is_text).filter_map(|node| node.text());
        let text: String = pieces.collect();
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// The text of the first element at a path of names.
    pub(super) fn text_at(self, path: &str) -> Option<String> {
        self.find(path)?.text()
    }

    /// Whether the first element at a path of names says that something is so. XML has two ways to
    /// write it ([`xsd:boolean`](https://www.w3.org/TR/xmlschema-2/#boolean)).
    pub(super) fn is_true(self, path: &str) -> bool {
        self.text_at(path).is_some_and(|text| matches!(text.as_str(), "true" | "1"))
    }

    /// The value of an attribute, if it is not empty.
    pub(super) fn attribute(self, name: &str) -> Option<&'a str> {
        self.0.attribute(name).map(str::trim).filter(|value| !value.is_empty())
    }

    /// The path from the root, as the documentation of eForms writes it: `/*/cbc:ID`.
    pub(super) fn path(self) -> String {
        let mut names: Vec<_> =
            std::iter::once(self).chain(self.ancestors()).map(Self::name).collect();
        names.pop();
        names.push("/*".to_owned());
        names.reverse();
        names.join("/")
    }

    fn children_named(self, name: &str) -> impl Iterator<Item = Element<'a>> {
        let name = resolve(name);
        self.children().filter(move |child| child.has_name(name))
    }

    fn has_name(self, (uri, local): (Option<&str>, &str)) -> bool {
        self.local_name() == local && self.0.tag_name().namespace() == uri
    }
}

/// Splits a name such as `cbc:ID` into its namespace and itself.
fn resolve(name: &str) -> (Option<&'static str>, &str) {
    let (prefix, local) = name.split_once(':').unwrap_or(("", name));
    let known = NAMESPACES.iter().find(|(known, _)| *known == prefix);
    (known.map(|(_, uri)| *uri), local)
}
