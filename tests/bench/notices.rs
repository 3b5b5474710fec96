//! Measures how fast `import` lists a generated file of notices and takes the releases of one contract
//! out of it, and how much memory that takes at most.
//!
//! `MEGABYTES=1000 cargo bench --profile tool --bench notices`; the default is 100. The files are
//! generated in `target/bench-notices`, the same in every run: JSON Lines, and one release package.
//! Beside it stands the nearest work of what desks use today, in the same run: jq prints the same
//! columns, or selects the releases, which OCDS Kit then merges. OCDS Kit alone merges all. It is
//! installed once, in a virtual environment; what cannot be had is left out.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The version of OCDS Kit that is measured.
const OCDS_KIT: &str = "ocdskit==1.7.0";
/// Of how many releases one is of the contract that is taken out.
const WANTED_EVERY: u64 = 500;
/// The contract that is taken out.
const WANTED: &str = "ocds-test00-wanted";
/// How often the memory of a program is looked at.
const MEMORY_INTERVAL: Duration = Duration::from_millis(10);
/// The rules by which OCDS Kit merges, without which it downloads the schema.
const SCHEMA: &str = r#"{"properties": {"id": {"omitWhenMerged": true}, "date": {"omitWhenMerged": true}, "tag": {"omitWhenMerged": true}}}"#;
/// What jq prints, as `import --list` does.
const JQ_LIST: &str = r#"[.date[:10], .ocid, .tag[0], .buyer.name, .tender.title] | @tsv"#;

/// A program's work on a file.
struct Measured {
    seconds: f64,
    peak_megabytes: f64,
}

fn main() -> io::Result<()> {
    let megabytes = std::env::var("MEGABYTES").ok().and_then(|text| text.parse().ok());
    let megabytes: u64 = megabytes.unwrap_or(100);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench-notices");
    fs::create_dir_all(&folder)?;
    let lines = folder.join(format!("{megabytes}.jsonl"));
    let package = folder.join(format!("{megabytes}.json"));
    generate(&lines, megabytes, ("", "\n", "\n"))?;
    generate(
        &package,
        megabytes,
        (r#"{"uri":"https://notices.example/","releases":["#, ",", "]}"),
    )?;

    let tool = env!("CARGO_BIN_EXE_contract-fact-box");
    let (lines, package) = (quote(&lines), quote(&package));
    // Each with the position of the nearest work of ours, beside which it is shown.
    let mut works = vec![
        ("import --list, JSON Lines", 0, format!("{tool} import --list {lines}")),
        ("import --list, a package", 1, format!("{tool} import --list {package}")),
        ("import --ocid, JSON Lines", 2, format!("{tool} import --ocid {WANTED} --out - {lines}")),
        ("import --ocid, a package", 3, format!("{tool} import --ocid {WANTED} --out - {package}")),
    ];
    let select = format!(r#"select(.ocid == "{WANTED}")"#);
    if runs("jq --version") {
        works.push((
            "jq, the columns of --list, JSON Lines",
            0,
            format!("jq -r '{JQ_LIST}' {lines}"),
        ));
        let releases = format!("jq -r '.releases[] | {JQ_LIST}' {package}");
        works.push(("jq, the columns of --list, a package", 1, releases));
    }
    if let Some(kit) = install_ocds_kit(&folder) {
        let schema = folder.join("schema.json");
        fs::write(&schema, SCHEMA)?;
        let kit = format!("{} compile --schema {}", quote(&kit), quote(&schema));
        if runs("jq --version") {
            let piped = format!("jq -c '{select}' {lines} | {kit}");
            works.push(("jq to select, OCDS Kit to merge, JSON Lines", 2, piped));
        }
        works.push(("OCDS Kit, all merged, a package", 3, format!("{kit} < {package}")));
    }
    println!("{megabytes} MB; peak memory is the largest of one program of a pipeline");
    println!("{:<46}{:>8}{:>10}{:>10}{:>14}", "", "MB/s", "seconds", "peak MB", "times import");
    let mut measured = Vec::new();
    for (name, nearest, command) in &works {
        measured.push(measure(command));
        let Some(Some(Measured { seconds, peak_megabytes })) = measured.last() else {
            println!("{name:<46}  failed");
            continue;
        };
        let own = measured.get(*nearest).and_then(Option::as_ref);
        let ratio = own.map_or(f64::NAN, |own| seconds / own.seconds);
        let rate = megabytes as f64 / seconds;
        println!("{name:<46}{rate:>8.1}{seconds:>10.1}{peak_megabytes:>10.0}{ratio:>14.1}");
    }
    Ok(())
}

/// Writes releases until a file is this large: what stands before, between and after them is given.
fn generate(
    file: &Path,
    megabytes: u64,
    (before, between, after): (&str, &str, &str),
) -> io::Result<()> {
    let size = megabytes * 1_000_000;
    if fs::metadata(file).is_ok_and(|metadata| metadata.len() >= size) {
        return Ok(());
    }
    // Only a whole file has the name.
    let partial = file.with_extension("partial");
    let mut out = BufWriter::new(File::create(&partial)?);
    out.write_all(before.as_bytes())?;
    let mut written = 0;
    for number in 0.. {
        let release = make_release(number);
        out.write_all(release.as_bytes())?;
        written += (release.len() + between.len()) as u64;
        if written >= size {
            break;
        }
        out.write_all(between.as_bytes())?;
    }
    out.write_all(after.as_bytes())?;
    out.flush()?;
    fs::rename(partial, file)
}

/// Makes a release of the size of a usual notice, some 4 KB.
fn make_release(number: u64) -> String {
    let ocid = match number % WANTED_EVERY {
        0 => WANTED.to_owned(),
        _ => format!("ocds-test00-{:06x}", number / 3),
    };
    let (month, day, hour) = (number % 12 + 1, number % 28 + 1, number % 24);
    let date = format!("20{:02}-{month:02}-{day:02}T{hour:02}:00:00+01:00", number / 300 % 30);
    let party = |part: &str, id: u64| {
        format!(
            r#"{{"id":"GB-PPON-{id:08}","name":"Anytown {part} {id}","identifier":{{"scheme":"GB-PPON","id":"{id:08}"}},"address":{{"streetAddress":"{id} High Street","locality":"Anytown","postalCode":"AN1 1YT","country":"GB","countryName":"United Kingdom","region":"UKD44"}},"roles":["{part}"],"details":{{"scale":"sme","vcse":false}}}}"#
        )
    };
    let description =
        "Repairs of the bridge, with lamps, paths and the “old” wall beside it. ".repeat(12);
    let items: Vec<_> = (0..6)
        .map(|item| {
            format!(
                r#"{{"id":"{item}","additionalClassifications":[{{"scheme":"CPV","id":"452{number:05}","description":"Bridge repair work"}}],"deliveryAddresses":[{{"country":"GB","countryName":"United Kingdom","region":"UKD44"}}],"relatedLot":"1"}}"#
            )
        })
        .collect();
    format!(
        r#"{{"ocid":"{ocid}","id":"{number:06}-2026","date":"{date}","tag":["award"],"initiationType":"tender","language":"en","parties":[{buyer},{supplier}],"buyer":{{"id":"GB-PPON-{buyer_id:08}","name":"Anytown buyer {buyer_id}"}},"tender":{{"id":"T{number}","title":"Bridge repairs {number}","description":"{description}","status":"complete","value":{{"amount":{number}.50,"currency":"GBP"}},"items":[{items}],"lots":[{{"id":"1","status":"complete"}}]}},"awards":[{{"id":"{number}","title":"Bridge repairs {number}","status":"active","date":"{date}","value":{{"amount":{number}.25,"amountGross":{number}.75,"currency":"GBP"}},"suppliers":[{{"id":"GB-PPON-{supplier_id:08}","name":"Anytown supplier {supplier_id}"}}],"items":[{items}],"documents":[{{"id":"{number:06}-2026","documentType":"awardNotice","noticeType":"UK6","url":"https://notices.example/{number:06}-2026","datePublished":"{date}"}}]}}]}}"#,
        buyer = party("buyer", number % 400),
        supplier = party("supplier", 1_000_000 + number),
        buyer_id = number % 400,
        supplier_id = 1_000_000 + number,
        items = items.join(","),
    )
}

/// Returns the program of OCDS Kit, in an environment of its own.
fn install_ocds_kit(folder: &Path) -> Option<PathBuf> {
    let environment = folder.join("venv");
    let kit = environment.join("bin/ocdskit");
    if !kit.exists() {
        eprintln!("installing {OCDS_KIT} (once)");
        let (environment, pip) = (quote(&environment), quote(&environment.join("bin/pip")));
        let install =
            format!("python3 -m venv {environment} && {pip} install --quiet '{OCDS_KIT}'");
        if !runs(&install) {
            eprintln!("it cannot be installed and is left out");
            return None;
        }
    }
    Some(kit)
}

fn quote(path: &Path) -> String {
    format!("'{}'", path.display())
}

fn runs(command: &str) -> bool {
    shell(command).status().is_ok_and(|status| status.success())
}

fn shell(command: &str) -> Command {
    let mut shell = Command::new("bash");
    shell.args(["-o", "pipefail", "-c", command]).stdout(Stdio::null()).stderr(Stdio::null());
    shell
}

/// Runs a command to its end. `None` if it fails.
fn measure(command: &str) -> Option<Measured> {
    let start = Instant::now();
    let mut child = shell(command).spawn().ok()?;
    let mut peak = 0;
    let status = loop {
        peak = peak.max(peak_memory(child.id()));
        if let Some(status) = child.try_wait().ok()? {
            break status;
        }
        thread::sleep(MEMORY_INTERVAL);
    };
    let seconds = start.elapsed().as_secs_f64();
    // 1 is for findings.
    let is_done = matches!(status.code(), Some(0 | 1));
    is_done.then_some(Measured { seconds, peak_megabytes: peak as f64 / 1000.0 })
}

/// Returns the largest memory that a program, or one that it has started, has taken so far, in KB.
fn peak_memory(id: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let own = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or(0);
    let children = fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap_or_default();
    let children = children.split_whitespace().filter_map(|id| id.parse().ok());
    children.map(peak_memory).fold(own, u64::max)
}
