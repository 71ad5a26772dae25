//! Our documents, and those that the providers publish now.

use anyhow::bail;
use moored_document::provenance::Transcribed;

use super::{ApprovalsFile, Named, NewNames, Pair, ours};
use crate::{
    cli::Drift,
    exit::UsageError,
    specs,
    upstream::{self, State},
    workspace::Workspace,
};

/// The selected providers, or all whose addresses are known.
pub(super) fn pairs(options: &Drift, mut providers: Vec<String>, workspace: &Workspace) -> anyhow::Result<Vec<Named>> {
    if options.providers.is_empty() {
        // Errors of reading are those of the comparison.
        providers
            .retain(|name| specs::of_provider(name, workspace).map_or(true, |specs| upstream::is_followed(&specs)));
        if providers.is_empty() {
            let message = "no provider has an address in its source.toml, so that nothing can be compared with it";
            return Err(UsageError(message.to_owned()).into());
        }
    }
    Ok(providers.into_iter().map(|name| (name.clone(), pair(&name, workspace))).collect())
}

fn pair(name: &str, workspace: &Workspace) -> anyhow::Result<Pair> {
    let found = upstream::of_provider(name, workspace)?;
    if found.provenance.transcribed == Transcribed::ByHand && found.state == State::Changed {
        bail!(
            "the text that the provider publishes has changed, and is no OpenAPI document; `{} pull {name} --dry-run` \
             shows what has changed",
            workspace.settings().command()
        );
    }
    let old = ours(name, workspace)?;
    let mut new = old.clone();
    new.specs = found.specs;
    new.display = format!("upstream:{}", new.display);
    Ok(Pair { approvals: Some(ApprovalsFile::of(name, workspace)), old, new, new_names: NewNames::OfOld })
}
