//! The ways in which a call is sent: for what it answers by itself, for another representation, and as a stream.

use quote::ToTokens as _;
use syn::{Expr, ImplItemFn, Lit, ReturnType, Stmt};

/// A method that sends the call, or says in which representation its answer is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Its name.
    pub method: String,
    /// What it gives.
    pub gives: Gives,
}

/// What a way gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gives {
    /// The body as it comes.
    Stream,
    /// A call for these media types.
    Representation(Vec<String>),
}

/// The way that `function` is, if it is one.
pub(super) fn of(function: &ImplItemFn) -> Option<Way> {
    let ReturnType::Type(_, kind) = &function.sig.output else { return None };
    let kind = kind.to_token_stream().to_string().replace(' ', "");
    let method = function.sig.ident.to_string();
    // `stream_with` takes options besides.
    if function.sig.asyncness.is_some() && kind.contains("ByteStream") && function.sig.inputs.len() == 1 {
        return Some(Way { method, gives: Gives::Stream });
    }
    if !kind.starts_with("moored_runtime::RepresentationCall<") {
        return None;
    }
    let Some(Stmt::Expr(Expr::Call(made), None)) = function.block.stmts.last() else { return None };
    let accept = made.args.iter().find_map(text_of)?;
    // What failures come as is asked for last.
    let asked = accept.split(", ").filter(|media_type| !media_type.ends_with(";q=0.1"));
    Some(Way { method, gives: Gives::Representation(asked.map(str::to_owned).collect()) })
}

/// The text that `expression` is.
pub(super) fn text_of(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}
