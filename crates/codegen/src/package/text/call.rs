//! Prints the macro `moored_runtime::call!`. prettyplease formats the expressions in it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::{
    emit::{CallItems, CallPages, CallStream, CallTable, OtherRepresentation, Setter},
    one_line::one_line,
};

/// The width of a line, as in prettyplease.
const WIDTH: usize = 89;

/// Prints a call of the macro with `table`.
pub(super) fn print(table: &CallTable) -> String {
    let mut text = "moored_runtime::call! {\n".to_owned();
    let mut line = |indent: usize, line: &str| {
        text.extend([&" ".repeat(if line.is_empty() { 0 } else { indent }), line, "\n"]);
    };
    attributes(&table.attributes).iter().for_each(|one| line(4, one));
    head(table).iter().for_each(|one| line(4, one));
    for Setter { attributes: declared, name, ty, passed } in &table.setters {
        attributes(declared).iter().for_each(|one| line(8, one));
        let passed = passed.as_ref().map(|passed| format!(" as {}", one_line(passed.clone()))).unwrap_or_default();
        line(8, &format!("{name}: {}{passed},", one_line(ty.clone())));
    }
    if !table.setters.is_empty() {
        line(4, "}");
    }
    line(0, "");
    let server = table.server.iter().map(|server| ("server", server));
    let parts = [("operation", &table.operation)].into_iter().chain(server).chain([("request", &table.request)]);
    for (name, expression) in parts {
        self::expression(name, expression).iter().for_each(|one| line(4, one));
    }
    let (body, error) = (one_line(table.body.clone()), one_line(table.error.clone()));
    line(4, &format!("response: |response| -> {body}, {error} {{"));
    arms(&table.arms).iter().for_each(|one| line(4, one));
    line(4, "}");
    if let Some(CallStream { method, with, expected }) = &table.stream {
        line(4, &format!("stream: {method}, {with}, ["));
        entries(expected).iter().for_each(|one| line(8, one));
        line(4, "];");
    }
    if let Some(CallItems { method, with, item, read, expected }) = &table.items {
        line(4, &format!("items: {method}, {with} -> {}, {}, [", one_line(item.clone()), one_line(read.clone())));
        entries(expected).iter().for_each(|one| line(8, one));
        line(4, "];");
    }
    if let Some(pages) = &table.pages {
        self::pages(pages).iter().for_each(|one| line(4, one));
    }
    for OtherRepresentation { attributes: declared, method, body, items, accept, expected, arms: decoding } in
        &table.others
    {
        line(0, "");
        attributes(declared).iter().for_each(|one| line(4, one));
        let items =
            items.iter().map(|(item, read)| format!(", {}, {}", one_line(item.clone()), one_line(read.clone())));
        line(4, &format!("representation: {method} -> {}{};", one_line(body.clone()), items.collect::<String>()));
        line(4, &format!("accept: {}, [", one_line(quote!(#accept))));
        entries(expected).iter().for_each(|one| line(8, one));
        line(4, "];");
        line(4, "response: |response| {");
        arms(decoding).iter().for_each(|one| line(4, one));
        line(4, "}");
    }
    text + "}\n"
}

/// `pages: pages, pages_with, … -> types::Pet,`, then how a page has its items, and how the next page is found.
fn pages(CallPages { pages, pages_with, items, items_with, item, list, pagination }: &CallPages) -> Vec<String> {
    let item = one_line(item.clone());
    let mut text = vec![format!("pages: {pages}, {pages_with}, {items}, {items_with} -> {item},")];
    for (start, expression, end) in [("|body| ", list, ","), ("", pagination, ";")] {
        let printed = within(quote!(let a = #expression;)).join("\n");
        let printed = printed.replacen("let a = ", start, 1);
        let printed = format!("{}{end}", printed.trim_end_matches(';'));
        text.extend(printed.lines().map(|line| format!("    {line}")));
    }
    text
}

/// `pub struct GetPetCall(id: String) {`, with a line for each argument if it is too long.
fn head(table: &CallTable) -> Vec<String> {
    let arguments: Vec<String> =
        table.required.iter().map(|(name, ty)| format!("{name}: {}", one_line(ty.clone()))).collect();
    let end = if table.setters.is_empty() { ") {}" } else { ") {" };
    let start = format!("pub struct {}(", table.name);
    let line = format!("{start}{}{end}", arguments.join(", "));
    if line.len() + 4 <= WIDTH {
        return vec![line];
    }
    let arguments = arguments.iter().map(|argument| format!("    {argument},"));
    [start].into_iter().chain(arguments).chain([end.to_owned()]).collect()
}

/// The lines of documentation and other attributes.
fn attributes(tokens: &TokenStream) -> Vec<String> {
    let printed = lines(quote!(#tokens struct S;));
    printed.into_iter().filter(|line| line != "struct S;").collect()
}

/// The lines of `name: expression;`.
fn expression(name: &str, expression: &TokenStream) -> Vec<String> {
    let printed = within(quote!(let a = #expression;));
    printed.into_iter().map(|line| line.replacen("let a = ", &format!("{name}: "), 1)).collect()
}

/// The arms of a `match`, with the indentation that they have in it.
fn arms(arms: &TokenStream) -> Vec<String> {
    let printed = within(quote!(match status { #arms }));
    let inner = printed.len().saturating_sub(2);
    printed.into_iter().skip(1).take(inner).collect()
}

/// The elements of a list, which are calls of functions.
fn entries(list: &TokenStream) -> Vec<String> {
    let printed = within(quote!(f(#list,);));
    match printed.as_slice() {
        [only] => {
            let inner = only.strip_prefix("f(").and_then(|rest| rest.strip_suffix(");"));
            inner.map(|inner| format!("{inner},")).into_iter().collect()
        }
        [_, inner @ .., _] => inner.iter().map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned()).collect(),
        [] => Vec::new(),
    }
}

/// The lines of a statement in a function, without the function.
fn within(statement: TokenStream) -> Vec<String> {
    let printed = lines(quote!(fn f() { #statement }));
    let inner = printed.len().saturating_sub(2);
    let unindented = printed.into_iter().skip(1).take(inner);
    unindented.map(|line| line.strip_prefix("    ").unwrap_or(&line).to_owned()).collect()
}

/// The lines of an item.
fn lines(item: TokenStream) -> Vec<String> {
    // The emitter has parsed the same expressions with the file.
    let file = syn::parse2(item).map(|file| prettyplease::unparse(&file));
    file.unwrap_or_default().lines().map(str::to_owned).collect()
}
