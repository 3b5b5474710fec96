//! Drafts of stories from official notices.

use std::path::Path;

use contract_fact_box::model::{self, PartialDate};
use contract_fact_box::ocds::import::{self, Imported, Options};
use contract_fact_box::ocds::{Json, Record, paths};

fn import(release: &Json, package: Option<&Json>) -> Imported {
    let text = |json: Option<&Json>| json.and_then(Json::as_text).map(str::to_owned);
    let package = package.map(|p| contract_fact_box::ocds::read::Package {
        publisher: text(p.get("publisher").and_then(|p| p.get("name"))),
        uri: text(p.get("uri")),
        license: text(p.get("license")),
        ..Default::default()
    });
    let record = Record::new(vec![(release.clone(), package)]);
    let options = Options {
        today: PartialDate::parse("2026-11-30").expect("a date"),
        id: None,
        lang: None,
        publisher: None,
        award: None,
    };
    import::draft(&record, &options)
}

fn releases(json: &Json, out: &mut Vec<(Json, Option<Json>)>) {
    if let Some(list) = json.as_list() {
        list.iter().for_each(|json| releases(json, out));
    } else if json.get("ocid").is_some()
        && json.get("releases").is_none()
        && json.get("compiledRelease").is_none()
    {
        out.push((json.clone(), None));
    } else if let Some(list) = json.get("releases").and_then(Json::as_list) {
        for release in list {
            out.push((release.clone(), Some(json.clone())));
        }
        if let Some(release) = json.get("compiledRelease") {
            out.push((release.clone(), None));
        }
    } else if let Some(list) = json.get("records").and_then(Json::as_list) {
        list.iter().for_each(|json| releases(json, out));
    }
}

fn walk(folder: &Path, out: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("is a folder").flatten() {
        let path = entry.path();
        if path.is_dir() { walk(&path, out) } else { out.push(path) }
    }
}

#[test]
#[ignore = "scratch"]
fn scratch_real_notices() {
    let mut files = Vec::new();
    walk(Path::new("/work/shared/data"), &mut files);
    let mut unknown = std::collections::BTreeMap::new();
    let mut codes = std::collections::BTreeMap::new();
    let (mut n, mut bad) = (0, 0);
    files.sort();
    for file in files {
        let name = file.display().to_string();
        if name.contains("/schema/") || name.contains("versions") {
            continue;
        }
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        let docs: Vec<Json> = if name.ends_with("jsonl") {
            text.lines().filter_map(|l| Json::parse(l).ok()).collect()
        } else {
            Json::parse(&text).into_iter().collect()
        };
        let mut found = Vec::new();
        docs.iter().for_each(|d| releases(d, &mut found));
        for (i, (release, package)) in found.iter().enumerate() {
            n += 1;
            let imported = import(release, package.as_ref());
            let text = serde_json::to_string_pretty(&imported.story).expect("writes");
            let parsed = model::read(&text);
            let out =
                format!("/tmp/drafts/{}-{i}.json", file.file_name().unwrap().to_string_lossy());
            std::fs::write(&out, &text).unwrap();
            let errors: Vec<_> = parsed.issues.iter().filter(|i| i.is_error()).collect();
            if !errors.is_empty() {
                bad += 1;
                if bad < 30 {
                    println!("{out}");
                    for e in errors {
                        println!("   {e}");
                    }
                }
            }
            *codes
                .entry(format!(
                    "{} {}",
                    imported.story["contracts"][0]["status"]["code"],
                    imported.story["contracts"][0]["status"]["official"]
                ))
                .or_insert(0) += 1;
            if name.contains("/uk") {
                for i in imported.ignored {
                    if i.reason.is_none() {
                        *unknown.entry(i.path).or_insert(0) += 1;
                    }
                }
            } else {
                for i in imported.ignored {
                    if i.reason.is_none() {
                        *unknown.entry(format!("~{}", i.path)).or_insert(0) += 1;
                    }
                }
            }
        }
    }
    println!("{n} drafts, {bad} with errors");
    println!("{codes:#?}");
    for (p, c) in unknown {
        println!("{c} {p}");
    }
    let _ = paths::known().count();
}
