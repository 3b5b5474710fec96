//! `card`: the pictures that it draws, what it prints, and its exit code.
//!
//! Each case is a folder with the arguments, one per line (`OUT` is a folder for this case alone),
//! and the record: the picture that was written to standard output, as `card.png`, or the text, and
//! the names of the files. Pictures are compared pixel by pixel.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use tiny_skia::Pixmap;

use super::*;
use crate::generated::config;
use crate::support::case_dirs;

/// The first bytes of every PNG file.
const PNG: &[u8] = b"\x89PNG";
/// The most bytes of a picture. Networks refuse larger ones, or show them late.
const MOST_BYTES: usize = 100_000;

#[test]
fn every_case_is_drawn_as_recorded() {
    for case in case_dirs("card") {
        let name = case.file_name().expect("a folder has a name").to_string_lossy();
        let out = fresh_folder(&format!("card-{name}"));
        let args = fs::read_to_string(case.join("args.txt")).expect("a case has arguments");
        let args = args.replace("OUT", &out);
        let args: Vec<_> = std::iter::once("card").chain(args.lines()).collect();
        let output = run_program(&args);
        let files: Vec<_> = fs::read_dir(&out).into_iter().flatten().flatten().collect();
        let mut files: Vec<_> = files.iter().map(fs::DirEntry::file_name).collect();
        files.sort();
        let mut end = format!("exit code {}\n", exit_code(&output).expect("it was not killed"));
        files.iter().for_each(|file| end += &format!("file {}\n", file.to_string_lossy()));
        assert_snapshot(&case.join("end.txt"), &end);
        assert_snapshot(&case.join("stderr.txt"), &stderr_text(&output).replace(&out, "OUT"));
        if output.stdout.starts_with(PNG) {
            assert_picture(&case.join("card.png"), &output.stdout);
        } else {
            assert_snapshot(&case.join("stdout.txt"), stdout_text(&output));
        }
    }
}

/// Compares a picture with the one on record, and puts it on record with `BLESS=1`.
fn assert_picture(record: &Path, actual: &[u8]) {
    assert!(actual.len() < MOST_BYTES, "{}: {} bytes", record.display(), actual.len());
    if std::env::var_os("BLESS").is_some() {
        let is_same = fs::read(record).is_ok_and(|old| decode_png(&old) == decode_png(actual));
        if !is_same {
            fs::write(record, actual).expect("the record can be written");
        }
        return;
    }
    let recorded = fs::read(record)
        .unwrap_or_else(|error| panic!("{}: {error}; BLESS=1 puts it on record", record.display()));
    let (old, new) = (decode_png(&recorded), decode_png(actual));
    if old != new {
        let seen = fresh_folder("card-differs") + ".png";
        fs::write(&seen, actual).expect("the picture can be written");
        panic!("{} differs from {seen}; BLESS=1 puts it on record", record.display());
    }
}

/// Returns the size of a picture and its pixels.
fn decode_png(bytes: &[u8]) -> ((u32, u32), Vec<u8>) {
    let picture = Pixmap::decode_png(bytes).expect("is a PNG file");
    ((picture.width(), picture.height()), picture.take())
}

#[test]
fn the_fonts_of_the_machine_have_no_influence() {
    let story = "tests/fixtures/card/scripts/story.json";
    let usual = run_program(&["card", story]);
    assert!(usual.stdout.starts_with(PNG));
    // A folder with a font of the same name in which all letters are those of another.
    let folder = fresh_folder("card-fonts");
    let fonts = Path::new(&folder).join(".fonts");
    fs::create_dir_all(&fonts).expect("the test's own folder can be made");
    let own = Path::new("src/cli/card/fonts");
    fs::copy(own.join("NotoSerif-Bold.ttf"), fonts.join("NotoSerif-Regular.ttf"))
        .expect("can be copied");
    let config = fonts.join("fonts.conf");
    let listed = format!("<fontconfig><dir>{}</dir></fontconfig>", fonts.display());
    fs::write(&config, listed).expect("can be written");
    let empty = fresh_folder("card-no-fonts");
    fs::create_dir_all(&empty).expect("the test's own folder can be made");
    let [none, other] = [&empty, &folder].map(|home| {
        let mut command = program_command(&["card", story]);
        command.env_clear().env("HOME", home).env("XDG_DATA_HOME", home);
        let config = if *home == folder { config.to_str() } else { Some("/dev/null") };
        command.env("FONTCONFIG_FILE", config.expect("UTF-8 names"));
        command.output().expect("the program starts")
    });
    assert!(none.stdout == usual.stdout && other.stdout == usual.stdout);
}

/// A rectangle in pixels.
#[derive(Clone, Copy, Debug)]
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    const NOTHING: Self = Self {
        left: f64::INFINITY,
        top: f64::INFINITY,
        right: f64::NEG_INFINITY,
        bottom: f64::NEG_INFINITY,
    };

    fn include(&mut self, x: f64, y: f64) {
        (self.left, self.right) = (self.left.min(x), self.right.max(x));
        (self.top, self.bottom) = (self.top.min(y), self.bottom.max(y));
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// Finds the area of each text of a card, by the outlines of its letters.
fn find_text_areas(svg: &str) -> Vec<Area> {
    let groups = svg.split("<g transform=\"scale(0.05)\">").skip(1);
    let mut areas = Vec::new();
    for group in groups.map(|group| group.split_once("</g>").expect("the group ends").0) {
        let mut area = Area::NOTHING;
        for outline in group.split(" d=\"").skip(1) {
            include_outline(outline.split_once('"').expect("the attribute ends").0, &mut area);
        }
        areas.push(area);
    }
    areas
}

/// Includes the points of an outline, also those that only bend a line, in units of a twentieth of a
/// pixel from each other.
fn include_outline(outline: &str, area: &mut Area) {
    let (mut at, mut start) = ((0.0, 0.0), (0.0, 0.0));
    for part in outline
        .split_inclusive(|letter: char| letter.is_ascii_alphabetic())
        .zip(outline.split(|letter: char| letter.is_ascii_alphabetic()).skip(1))
    {
        let (command, numbers) = (part.0.chars().next_back().expect("has a command"), part.1);
        let numbers: Vec<f64> = numbers
            .replace('-', " -")
            .split_whitespace()
            .map(|number| number.parse().expect("is a number"))
            .collect();
        let from = at;
        for point in numbers.chunks_exact(2) {
            at = (from.0 + point[0], from.1 + point[1]);
            area.include(at.0 / 20.0, at.1 / 20.0);
        }
        match command {
            'm' => start = at,
            'z' => at = start,
            _ => {}
        }
    }
}

/// Finds the rules of a card, after its background.
fn find_rules(svg: &str) -> Vec<Area> {
    let lines = svg.lines().filter(|line| line.starts_with("<path ") && line.contains('H'));
    let mut rules = Vec::new();
    for line in lines.skip(1) {
        let outline = line.split_once(" d=\"M").expect("has an outline").1;
        let numbers = outline.split(|letter: char| !letter.is_ascii_digit() && letter != '.');
        let numbers: Vec<f64> = numbers.filter_map(|number| number.parse().ok()).collect();
        let [left, top, right, bottom, ..] = numbers[..] else { panic!("{line}: is no rule") };
        rules.push(Area { left, top, right, bottom });
    }
    rules
}

/// Asserts that nothing on a card leaves it or covers something else.
fn assert_clear(name: &str, svg: &str) {
    let height = if name.contains("square") { 1200.0 } else { 630.0 };
    let (areas, rules) = (find_text_areas(svg), find_rules(svg));
    assert!(areas.len() > 3 && rules.len() > 2, "{name}: has texts and rules");
    for (index, area) in areas.iter().enumerate() {
        assert!(
            area.left > 20.0
                && area.right < 1180.0
                && area.top > 10.0
                && area.bottom < height - 5.0,
            "{name}: {area:?} is not within the card"
        );
        for other in areas.iter().skip(index + 1).chain(&rules) {
            assert!(!area.meets(other), "{name}: {area:?} covers {other:?}");
        }
    }
}

/// Texts of one to eight words, some of which are too long for a line.
fn any_text(most: usize) -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "bridge",
        "Ŵyn",
        "of",
        "£123\u{a0}million",
        "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
        "procurement,",
        "ỡẵỆ",
        "“Example”",
        "reconnaissance/surveillance/and/everything",
        "המועצה",
        "العقد",
        "A7",
        "jjggyyqq",
    ]);
    prop::collection::vec(word, 1..9).prop_map(move |words| {
        let mut text = String::new();
        for word in words {
            if text.chars().count() + word.chars().count() < most {
                text += if text.is_empty() { "" } else { " " };
                text += word;
            }
        }
        if text.is_empty() { "A bridge".to_owned() } else { text }
    })
}

/// A story with such texts, and a value of up to 15 digits of any kind.
fn any_card_story() -> impl Strategy<Value = Value> {
    let base = fs::read_to_string("tests/fixtures/card/four-lines/story.json").expect("is there");
    let base: Value = serde_json::from_str(&base).expect("is JSON");
    let texts = (any_text(120), any_text(80), any_text(32), any_text(80), any_text(80));
    let value = (
        "[1-9][0-9]{0,14}",
        prop::sample::select(vec!["ceiling", "framework_ceiling", "signed", "stage_not_stated"]),
        prop::sample::select(vec!["excl", "incl", "unknown"]),
        prop::option::weighted(0.2, "[1-9][0-9]{0,9}"),
        any_text(200),
    );
    let lang = prop::sample::select(vec!["en-GB", "he", "ar"]);
    (texts, value, lang).prop_map(
        move |(
            (title, publisher, kicker, buyer, supplier),
            (amount, stage, vat, other, detail),
            lang,
        )| {
            let mut story = base.clone();
            (story["title"], story["lang"]) = (json!(title), json!(lang));
            (story["publisher"], story["kicker"]) = (json!(publisher), json!(kicker));
            (story["parties"][0]["name"], story["parties"][1]["name"]) =
                (json!(buyer), json!(supplier));
            let money = |amount: &str| {
                json!({
                    "amount": amount, "currency": "GBP", "vat": vat, "stage": stage,
                    "covers": "total"
                })
            };
            let contract = &mut story["contracts"][0];
            contract["status"]["detail"] = json!(detail);
            contract["values"] = match other {
                None => json!([{
                    "state": "known", "provenance": "official", "value": money(&amount),
                    "sources": ["notice"]
                }]),
                Some(other) => json!([{
                    "state": "disputed",
                    "alternatives": [
                        {"value": money(&amount), "sources": ["notice"]},
                        {"value": money(&other), "sources": ["notice"]}
                    ]
                }]),
            };
            story
        },
    )
}

#[test]
fn no_text_leaves_the_card_or_covers_another() {
    let folder = fresh_folder("card-generated");
    fs::create_dir_all(&folder).expect("the test's own folder can be made");
    let mut runner = TestRunner::new(config());
    let count = config().cases / 8;
    let mut files = Vec::new();
    for number in 0..count {
        let mut story = any_card_story().new_tree(&mut runner).expect("can be generated").current();
        story["id"] = json!(format!("story-{number}"));
        let file = format!("{folder}/{number}.json");
        fs::write(&file, story.to_string()).expect("can be written");
        files.push(file);
    }
    let out = format!("{folder}/cards");
    let mut args = vec!["card", "--size", "all", "--format", "svg", "--out", &out];
    args.extend(["--base", "https://cdn.example.org/a/long/path/to/the/contract-fact-box/"]);
    args.extend(files.iter().map(String::as_str));
    let output = run_program(&args);
    let cards: Vec<_> = fs::read_dir(&out).expect("is there").flatten().collect();
    assert!(
        cards.len() * 4 > files.len() * 6,
        "most are drawn in two shapes, and {} are: {}",
        cards.len(),
        stderr_text(&output)
    );
    for card in cards {
        let svg = fs::read_to_string(card.path()).expect("is text");
        assert_clear(&card.path().display().to_string(), &svg);
    }
}

#[test]
fn an_svg_needs_nothing_else_and_says_what_it_shows() {
    for story in published_stories() {
        let story = story.to_str().expect("UTF-8 names");
        let output = run_program(&["card", "--format", "svg", story]);
        let svg = stdout_text(&output);
        assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" "), "{svg}");
        assert!(svg.contains(" role=\"img\" "));
        let alt = run_program(&["card", "--alt", story]);
        let description = format!("<desc>{}</desc>", stdout_text(&alt).trim_end());
        assert!(svg.contains(&description), "{description}");
        for needed in ["<text", "<image", "<use", "href", "url(", "font", " id=", "style"] {
            assert!(!svg.contains(&format!("\n{needed}")) && !svg.contains(&format!(" {needed}=")));
        }
    }
}
