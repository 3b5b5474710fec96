//! The table of paths: each that occurs is mapped or ignored, and each that is mapped is taken.

use super::*;

#[test]
fn every_path_of_the_cases_is_mapped_or_ignored() {
    let mut unknown = Vec::new();
    for case in case_dirs("ocds/import") {
        let (_, imported) = import_case(&case);
        let paths = imported.ignored.into_iter().filter(|ignored| ignored.reason.is_none());
        unknown.extend(paths.map(|ignored| ignored.path));
    }
    assert_eq!(unknown, ["/newKey/of"], "the only one that is no publisher's");
}

#[test]
fn every_path_that_is_mapped_is_taken_from_some_case() {
    let mut taken: Vec<String> = Vec::new();
    let of_ted =
        ["cancelled", "competition", "modification", "result", "withheld"].map(import_release);
    let cases = case_dirs("ocds/import").into_iter().map(|case| import_case(&case));
    for (record, imported) in cases.chain(of_ted) {
        let leaves = paths::leaves(record.release());
        let paths: Vec<_> = leaves.iter().map(|leaf| paths::to_pattern(leaf)).collect();
        let count = |path: &String| paths.iter().filter(|known| *known == path).count();
        let is_taken = |path: &&String| {
            let ignored = imported.ignored.iter().find(|ignored| ignored.path == **path);
            ignored.is_none_or(|ignored| ignored.count < count(path))
        };
        taken.extend(paths.iter().filter(is_taken).cloned());
    }
    let mapped = paths::known().filter(|(_, found)| matches!(found, Use::Mapped(_)));
    let missing: Vec<_> = mapped
        .map(|(pattern, _)| pattern)
        .filter(|pattern| {
            let start = pattern.strip_suffix("/**").unwrap_or(pattern);
            !taken.iter().any(|path| path.starts_with(start))
        })
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn longer_patterns_count_before_shorter_ones() {
    for (path, mapped) in [
        ("/parties/*/contactPoint/name", false),
        ("/parties/*/name", true),
        ("/tender/lots/*/title", true),
        ("/tender/lots/*/description", false),
        ("/contracts/*/implementation/transactions/*/value/amount", true),
        ("/contracts/*/implementation/transactions/*/payee/name", false),
    ] {
        assert_eq!(matches!(paths::find(path), Some(Use::Mapped(_))), mapped, "{path}");
    }
    // A prefix is one of whole keys.
    assert_eq!(paths::find("/planningX"), None);
}
