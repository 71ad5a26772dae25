//! Tests of the analysis with small crates.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::Graph;
use crate::identifiers::makes_code;
use crate::names::{named_in_code, reaches_world};
use crate::public::{public_methods, public_names};

/// A crate of these files, `lib.rs` first.
fn graph(files: &[(&str, &str)]) -> Graph {
    let sources: BTreeMap<String, String> =
        files.iter().map(|(path, text)| (format!("src/{path}"), (*text).to_owned())).collect();
    Graph::read("src/lib.rs", &sources)
}

/// The files of each cycle.
fn cycles(files: &[(&str, &str)]) -> Vec<Vec<String>> {
    let graph = graph(files);
    let named = |id: &usize| graph.tree.modules[*id].file.trim_start_matches("src/").to_owned();
    graph.cycles().iter().map(|cycle| cycle.iter().map(named).collect()).collect()
}

/// `from → to` of each use.
fn edges(files: &[(&str, &str)]) -> Vec<String> {
    let graph = graph(files);
    let named = |id: usize| graph.tree.modules[id].file.trim_start_matches("src/").trim_end_matches(".rs");
    let edges = graph.edges.iter().map(|edge| format!("{} → {}", named(edge.from), named(edge.to)));
    edges.collect::<BTreeSet<_>>().into_iter().collect()
}

#[test]
fn a_cycle_is_found() {
    let found = cycles(&[
        ("lib.rs", "mod a; mod b; mod c;"),
        ("a.rs", "use crate::b::B; pub struct A(B);"),
        ("b.rs", "pub struct B(crate::c::C);"),
        ("c.rs", "pub struct C; fn f() { let _: Option<super::a::A> = None; }"),
    ]);
    assert_eq!(found, [["a.rs", "b.rs", "c.rs"]]);
}

#[test]
fn a_parent_and_its_child_make_no_cycle() {
    let files = [
        ("lib.rs", "mod a; pub struct Root;"),
        ("a.rs", "mod b; use b::B; pub struct A(B);"),
        ("a/b.rs", "use super::A; use crate::Root; pub struct B(Box<A>, Root);"),
    ];
    assert!(cycles(&files).is_empty());
    let graph = graph(&files);
    assert!(graph.up_arrows().iter().any(|edge| edge.path == "crate::Root"));
}

#[test]
fn a_cycle_through_a_child_and_its_parent_is_one_of_folders() {
    let files = [
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "use crate::b::c::C; pub struct A(C);"),
        ("b.rs", "pub mod c; use crate::a::A; pub struct B(A);"),
        ("b/c.rs", "pub struct C(Box<super::B>);"),
    ];
    assert!(cycles(&files).is_empty());
    assert_eq!(graph(&files).folder_cycles().len(), 1);
}

#[test]
fn a_re_export_hides_no_edge_and_invents_none() {
    let files = [
        ("lib.rs", "mod a; mod b; pub use b::Deep; pub use a::A;"),
        ("a.rs", "use crate::Deep; pub struct A(Deep);"),
        ("b.rs", "mod deep; pub(crate) use deep::Deep as Deep; use crate::a; fn f(_: a::A) {}"),
        ("b/deep.rs", "use crate::A; pub struct Deep(Box<A>);"),
    ];
    assert_eq!(cycles(&files), [["a.rs", "b/deep.rs"]]);
    assert_eq!(edges(&files), ["a → b/deep", "b → a", "b → b/deep", "b/deep → a", "lib → a", "lib → b/deep"]);
}

#[test]
fn a_name_from_a_glob_resolves_to_its_definition() {
    let files = [
        ("lib.rs", "mod a; mod b; mod c;"),
        ("a.rs", "use crate::b::*; fn f(_: C) {}"),
        ("b.rs", "pub use crate::c::C;"),
        ("c.rs", "pub struct C;"),
    ];
    assert_eq!(edges(&files), ["a → b", "a → c", "b → c"]);
    let mutual =
        [("lib.rs", "mod a; mod b;"), ("a.rs", "use crate::b::*; fn f(_: X) {}"), ("b.rs", "use crate::a::*;")];
    assert_eq!(cycles(&mutual), [["a.rs", "b.rs"]]);
}

#[test]
fn a_function_and_a_module_can_have_one_name() {
    let files = [
        ("lib.rs", "mod a; mod b; pub use a::a;"),
        ("a.rs", "mod x; pub fn a() {}"),
        ("a/x.rs", "pub fn f() {}"),
        ("b.rs", "fn f() { crate::a(); crate::a::x::f(); }"),
    ];
    assert_eq!(edges(&files), ["b → a", "b → a/x", "lib → a"]);
}

#[test]
fn what_is_only_in_tests_does_not_count() {
    let files = [
        ("lib.rs", "mod a; mod b; #[cfg(test)] mod gone;"),
        ("a.rs", "use crate::b::B; pub struct A(B); #[cfg(all(test, unix))] fn f() { crate::b::g() }"),
        ("b.rs", "pub struct B; #[cfg(test)] mod tests { use crate::a::A; } #[cfg(test)] use crate::a::A;"),
    ];
    assert_eq!(edges(&files), ["a → b"]);
}

#[test]
fn tokens_of_macros_are_read() {
    let files = [
        ("lib.rs", "#[macro_use] mod a; mod b; mod c; mod d;"),
        ("a.rs", "#[macro_export] macro_rules! make { () => { $crate::b::B } }"),
        ("b.rs", "use crate::c; pub struct B; fn f() { println!(\"{}\", [c::g()].len()); crate::make!(); }"),
        ("c.rs", "pub fn g() { quote::quote!(crate::b::B) }"),
        ("d.rs", "#[derive(S)] struct D { #[serde(with = \"crate::c::g\")] d: u8, e: ::b::B }"),
    ];
    assert_eq!(edges(&files), ["a → b", "b → a", "b → c", "d → c"]);
}

#[test]
fn inline_modules_belong_to_their_file() {
    let files = [
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "mod inner { use super::super::b::B; pub struct I(B); } pub use inner::I;"),
        ("b.rs", "pub struct B; fn f(_: crate::a::inner::I) {}"),
    ];
    assert_eq!(cycles(&files), [["a.rs", "b.rs"]]);
}

#[test]
fn the_engine_is_found_in_code_but_not_in_texts() {
    let names = |text: &str| named_in_code(text.parse().unwrap());
    assert_eq!(names("/// typify\nfn f() { g(\"progenitor\") }"), [""; 0]);
    assert_eq!(names("use progenitor_impl::X; fn from_typify() {}"), ["progenitor_impl", "from_typify"]);
}

#[test]
fn the_world_is_found_by_its_paths() {
    let path = |text: &str| text.split("::").map(str::to_owned).collect::<Vec<_>>();
    assert!(reaches_world(&path("std::fs::read")) && reaches_world(&path("std::env")));
    assert!(reaches_world(&path("std::path::Path")) && reaches_world(&path("println")));
    assert!(!reaches_world(&path("std::fmt")) && !reaches_world(&path("self::fs")));
}

#[test]
fn identifiers_and_code_made_of_text_are_found() {
    let calls = |text: &str| makes_code(text.parse().unwrap());
    assert_eq!(
        calls("fn f() { g(format_ident!(\"{a}\"), proc_macro2::Ident::new(a, s)) }"),
        ["format_ident!", "Ident::new"]
    );
    assert_eq!(calls("fn f() { syn::parse_str::<Type>(a); parse_str(a); }"), ["syn::parse_str"; 2]);
    assert_eq!(calls("fn f() { a.parse::<TokenStream>(); TokenStream::from_str(a) }").len(), 2);
    assert_eq!(calls("fn f() { a.parse::<usize>(); Scope::new(); \"format_ident!\" }"), [""; 0]);
}

#[test]
fn public_items_are_found() {
    let file =
        syn::parse_file("pub fn f() {} pub(crate) fn g() {} #[cfg(test)] pub fn h() {} pub const A: u8 = 0;").unwrap();
    assert_eq!(public_names(&file.items), ["f", "A"]);
    let file = syn::parse_file("impl A { pub fn f() {} fn g() {} } impl B for A { fn h() {} }").unwrap();
    assert_eq!(public_methods(&file.items), ["f"]);
}
