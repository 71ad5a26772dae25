//! Rust code without documentation, with renames applied.
//!
//! If a name becomes shorter or longer, the formatter breaks lines elsewhere. This adds or removes trailing commas and
//! braces around single expressions, and changes the order of sorted lists. These changes are not differences.

use proc_macro2::{Delimiter, Group, Ident, Literal, Spacing, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::visit_mut::{self, VisitMut};

use crate::renames::Renames;

/// The code's tokens as text for comparison, one item per line; unchanged if it is not Rust.
pub(crate) fn comparable(text: &str, renames: Option<&Renames>) -> String {
    let Ok(tokens) = text.parse::<TokenStream>() else { return text.to_owned() };
    let code = rewrite(tokens, renames).to_string();
    let code = renames.map_or_else(|| code.clone(), |renames| renames.code(code.clone()));
    let Ok(mut file) = syn::parse_file(&code) else { return code };
    Canonical.visit_file_mut(&mut file);
    sort_runs(&mut file.items);
    let attributes = file.attrs.iter().map(|attribute| attribute.to_token_stream().to_string());
    let items = file.items.iter().map(|item| item.to_token_stream().to_string());
    attributes.chain(items).map(|line| line + "\n").collect()
}

/// The same text, formatted for reading.
pub(crate) fn readable(comparable: &str) -> String {
    syn::parse_str(comparable).map_or_else(|_| comparable.to_owned(), |file| prettyplease::unparse(&file))
}

fn rewrite(stream: TokenStream, renames: Option<&Renames>) -> TokenStream {
    let trees: Vec<TokenTree> = stream.into_iter().collect();
    let mut kept: Vec<TokenTree> = Vec::with_capacity(trees.len());
    let mut rest = trees.as_slice();
    while let Some((tree, after)) = rest.split_first() {
        if let Some(after) = after_documentation(rest) {
            rest = after;
            continue;
        }
        rest = after;
        kept.push(match tree {
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), rewrite(group.stream(), renames));
                if group.delimiter() != Delimiter::None {
                    inner = without_trailing_comma(&inner);
                }
                inner.into()
            }
            TokenTree::Ident(ident) => {
                let is_module =
                    is_path_separator(after) || matches!(kept.last(), Some(TokenTree::Ident(last)) if last == "mod");
                renamed(ident, is_module, renames).into()
            }
            TokenTree::Literal(literal) => rewritten(literal, renames).into(),
            TokenTree::Punct(punct) => punct.clone().into(),
        });
    }
    kept.into_iter().collect()
}

/// The tokens after `#[doc = …]` or `#![doc = …]` at the start of `trees`. `#[doc(hidden)]` is not documentation.
fn after_documentation(trees: &[TokenTree]) -> Option<&[TokenTree]> {
    let punct = |tree: &TokenTree, wanted: char| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == wanted);
    let (first, mut rest) = trees.split_first()?;
    if !punct(first, '#') {
        return None;
    }
    if rest.first().is_some_and(|tree| punct(tree, '!')) {
        rest = rest.get(1..)?;
    }
    let (TokenTree::Group(group), rest) = rest.split_first()? else { return None };
    let mut inner = group.stream().into_iter();
    let is_doc = matches!(inner.next(), Some(TokenTree::Ident(name)) if name == "doc");
    (group.delimiter() == Delimiter::Bracket && is_doc && inner.next().is_some_and(|tree| punct(&tree, '=')))
        .then_some(rest)
}

fn is_path_separator(trees: &[TokenTree]) -> bool {
    match trees {
        [TokenTree::Punct(first), TokenTree::Punct(second), ..] => {
            first.as_char() == ':' && first.spacing() == Spacing::Joint && second.as_char() == ':'
        }
        _ => false,
    }
}

fn renamed(ident: &Ident, is_module: bool, renames: Option<&Renames>) -> Ident {
    let Some(renames) = renames else { return ident.clone() };
    let raw = ident.to_string();
    let name = raw.strip_prefix("r#").unwrap_or(&raw);
    let new = if is_module { renames.module(name) } else { renames.identifier(name) };
    if new == name {
        return ident.clone();
    }
    // Keywords in the table are raw identifiers.
    if syn::parse_str::<Ident>(new).is_ok() { Ident::new(new, ident.span()) } else { Ident::new_raw(new, ident.span()) }
}

fn rewritten(literal: &Literal, renames: Option<&Renames>) -> Literal {
    let text = literal.to_string();
    let new = renames.filter(|_| text.starts_with(['"', 'r'])).and_then(|renames| {
        let old = syn::parse_str::<syn::LitStr>(&text).ok()?.value();
        renames.string(&old).map(Literal::string)
    });
    new.unwrap_or_else(|| literal.clone())
}

fn without_trailing_comma(group: &Group) -> Group {
    let mut trees: Vec<TokenTree> = group.stream().into_iter().collect();
    if trees.len() > 1 && matches!(trees.last(), Some(TokenTree::Punct(last)) if last.as_char() == ',') {
        trees.pop();
    }
    Group::new(group.delimiter(), trees.into_iter().collect())
}

/// Converts code that the formatter writes in two forms to one of them.
struct Canonical;

impl VisitMut for Canonical {
    fn visit_arm_mut(&mut self, arm: &mut syn::Arm) {
        visit_mut::visit_arm_mut(self, arm);
        unwrap_block(&mut arm.body);
        arm.comma = Some(syn::token::Comma::default());
    }

    fn visit_expr_closure_mut(&mut self, closure: &mut syn::ExprClosure) {
        visit_mut::visit_expr_closure_mut(self, closure);
        // A closure with a return type requires the braces.
        if matches!(closure.output, syn::ReturnType::Default) {
            unwrap_block(&mut closure.body);
        }
    }

    fn visit_angle_bracketed_generic_arguments_mut(&mut self, arguments: &mut syn::AngleBracketedGenericArguments) {
        visit_mut::visit_angle_bracketed_generic_arguments_mut(self, arguments);
        arguments.args.pop_punct();
    }

    fn visit_use_group_mut(&mut self, group: &mut syn::UseGroup) {
        visit_mut::visit_use_group_mut(self, group);
        let mut trees: Vec<syn::UseTree> = std::mem::take(&mut group.items).into_iter().collect();
        trees.sort_by_key(|tree| tree.to_token_stream().to_string());
        group.items = trees.into_iter().collect();
    }

    fn visit_item_mod_mut(&mut self, module: &mut syn::ItemMod) {
        visit_mut::visit_item_mod_mut(self, module);
        if let Some((_, items)) = &mut module.content {
            sort_runs(items);
        }
    }
}

/// `{ value }` becomes `value`.
fn unwrap_block(body: &mut syn::Expr) {
    let syn::Expr::Block(block) = &mut *body else { return };
    if !block.attrs.is_empty() || block.label.is_some() || block.block.stmts.len() != 1 {
        return;
    }
    match block.block.stmts.pop() {
        Some(syn::Stmt::Expr(value, None)) => *body = value,
        other => block.block.stmts.extend(other),
    }
}

/// Sorts consecutive declarations of modules, and consecutive imports.
fn sort_runs(items: &mut [syn::Item]) {
    let order = |item: &syn::Item| match item {
        syn::Item::Mod(module) if module.content.is_none() => 1,
        syn::Item::Use(_) => 2,
        _ => 0,
    };
    for run in items.chunk_by_mut(|one, other| order(one) == order(other) && order(one) != 0) {
        run.sort_by_key(|item| item.to_token_stream().to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = r#"
//! A client.
mod account;
mod pet;
pub use account::Account;
pub use pet::{Pet, PetAge};

/// The server's reply.
#[doc(hidden)]
pub struct Account {
    /// Its account.
    pub account: Option<Pet>, // here
}

fn print(account: &Account) -> Result<(), Error> {
    match account { Account { account } => fail("an account", |pet| pet.name) }
}
"#;

    fn equal(old: &str, new: &str, renames: &str) -> anyhow::Result<bool> {
        Ok(comparable(old, Some(&Renames::parse(renames)?)) == comparable(new, None))
    }

    #[test]
    fn documentation_is_not_compared() -> anyhow::Result<()> {
        let new =
            OLD.replace("The server's reply.", "A response.").replace("//! A client.\n", "").replace("// here", "");
        assert!(equal(OLD, &new, "")?);
        Ok(())
    }

    #[test]
    fn every_other_token_is_a_difference() -> anyhow::Result<()> {
        for (old, new) in [
            ("pub account", "account"),
            ("Option<Pet>", "Option<Option<Pet>>"),
            ("an account", "a response"),
            ("#[doc(hidden)]\n", ""),
            ("pet.name", "pet.age"),
            ("mod pet;\n", ""),
            ("Pet, PetAge", "Pet"),
        ] {
            assert!(!equal(OLD, &OLD.replace(old, new), "")?, "{old} → {new}");
        }
        Ok(())
    }

    #[test]
    fn a_module_is_renamed_with_its_type_but_a_field_is_not() -> anyhow::Result<()> {
        let new = OLD.replace("mod account;\nmod pet;", "mod pet;\nmod zero;").replace("Account", "Zero");
        let new = new.replace(
            "pub use account::Zero;\npub use pet::{Pet, PetAge};",
            "pub use pet::{Pet, PetAge};\npub use zero::Zero;",
        );
        let new = new.replace("an account", "a response");
        let renames = "[identifiers]\nAccount = 'Zero'\n[strings]\n'an account' = 'a response'\n";
        assert!(
            equal(OLD, &new, renames)?,
            "{}\n{}",
            comparable(OLD, Some(&Renames::parse(renames)?)),
            comparable(&new, None)
        );
        assert!(!equal(OLD, &new, "[identifiers]\nAccount = 'Zero'\n")?, "a string is compared");
        assert!(!equal(OLD, OLD, renames)?, "a rename that was not applied is a difference");
        Ok(())
    }

    #[test]
    fn line_breaks_of_the_formatter_are_not_differences() -> anyhow::Result<()> {
        let new = OLD
            .replace("fail(\"an account\", |pet| pet.name)", "{ fail(\"an account\", |pet| { pet.name },) }")
            .replace("print(account: &Account)", "print(account: &Account,)")
            .replace("Result<(), Error>", "Result<(), Error,>");
        assert!(equal(OLD, &new, "")?);
        Ok(())
    }
}
