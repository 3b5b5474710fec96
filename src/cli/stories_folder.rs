//! The folder that new stories are written to. Nothing in it is ever overwritten.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::project::Project;
use super::schema;

/// The folder that new stories are written to.
pub(super) struct StoriesFolder {
    path: PathBuf,
    project: Option<Project>,
}

impl StoriesFolder {
    /// Opens a folder, which is made if it is not there; without one, that of the project.
    ///
    /// # Errors
    ///
    /// If there is neither a folder nor a project, or if the folder cannot be made.
    pub(super) fn open(folder: Option<PathBuf>) -> anyhow::Result<Self> {
        let project = Project::find().ok();
        let path = match (folder, &project) {
            (Some(folder), _) => folder,
            (None, Some(project)) => project.stories_folder(),
            (None, None) => bail!(
                "no project is here or in a folder above; nothing was written; name a folder with --out"
            ),
        };
        fs::create_dir_all(&path).with_context(|| {
            format!("{}: cannot be made; nothing was written; choose another --out", path.display())
        })?;
        Ok(Self { path, project })
    }

    /// Returns the URL of the bundle's schema relative to the folder. `None` if the folder is outside
    /// the project.
    pub(super) fn relative_schema(&self) -> Option<String> {
        let project = self.project.as_ref()?;
        relative_schema(&self.path, project.root(), &project.bundle_folder())
    }

    /// Whether a file is there.
    pub(super) fn has_file(&self, name: &str) -> bool {
        self.path.join(name).exists()
    }

    /// Writes a file that is not there yet, and returns its path.
    ///
    /// # Errors
    ///
    /// If it is there, or cannot be written.
    pub(super) fn create_file(&self, name: &str, content: &[u8]) -> anyhow::Result<PathBuf> {
        let path = self.path.join(name);
        let mut file =
            OpenOptions::new().write(true).create_new(true).open(&path).map_err(|error| match error
                .kind()
            {
                io::ErrorKind::AlreadyExists => anyhow::anyhow!(
                    "{}: is there already; nothing was written; choose another id, or edit that file",
                    path.display()
                ),
                _ => anyhow::Error::new(error).context(format!(
                    "{}: cannot be written; nothing was written; choose another --out",
                    path.display()
                )),
            })?;
        file.write_all(content).with_context(|| {
            format!("{}: cannot be written; choose another --out", path.display())
        })?;
        Ok(path)
    }
}

fn relative_schema(folder: &Path, root: &Path, bundle: &Path) -> Option<String> {
    let (folder, root) = (fs::canonicalize(folder).ok()?, fs::canonicalize(root).ok()?);
    let depth = folder.strip_prefix(&root).ok()?.components().count();
    let name = bundle.file_name()?.to_str()?;
    Some(format!("{}{name}/{}", "../".repeat(depth), schema::FILE_NAME))
}
