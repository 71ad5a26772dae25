//! Strings with rules: enums that keep what they do not know, and lengths that are checked before anything is sent.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{docs, ident};
use crate::{
    contract::{StringRules, StringType},
    naming::{Scope, variant_name},
};

pub(super) fn emit(string: &StringType) -> TokenStream {
    match &string.rules {
        StringRules::Enum { values, open: true } => open_enum(string, values),
        StringRules::Enum { values, open: false } => closed_enum(string, values),
        StringRules::Length { min, max, secret } => bounded(string, *min, *max, *secret),
    }
}

/// A variant's name for each value. A value without a letter or digit gets its number.
fn variants(values: &[String]) -> (Vec<proc_macro2::Ident>, Scope) {
    let mut scope = Scope::default();
    let names = values
        .iter()
        .enumerate()
        .map(|(index, value)| {
            let wish = variant_name(value);
            let meaning = value.chars().any(|letter| letter.is_ascii_alphanumeric());
            let wish = if meaning {
                wish
            } else if value.is_empty() {
                "Empty".to_owned()
            } else {
                format!("Value{}", index + 1)
            };
            ident(&scope.take_first(&[wish]))
        })
        .collect();
    (names, scope)
}

fn variant_docs(values: &[String]) -> Vec<TokenStream> {
    values.iter().map(|value| docs::attributes(&format!("`{}`", value.replace('`', "'")))).collect()
}

fn open_enum(string: &StringType, values: &[String]) -> TokenStream {
    let name = ident(&string.name);
    let docs = docs::of_type(string.description.as_deref(), &string.name);
    let (variants, mut scope) = variants(values);
    let other = format_ident!("{}", scope.take_first(&["Unlisted".to_owned(), "UnlistedValue".to_owned()]));
    let variant_docs = variant_docs(values);
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum #name {
            #(#variant_docs #variants,)*
            #[doc = " A value that the document does not list, as it came."]
            #other(String),
        }

        impl #name {
            #[doc = " The value on the wire."]
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #values,)*
                    Self::#other(value) => value,
                }
            }
        }

        impl From<&str> for #name {
            fn from(value: &str) -> Self {
                match value {
                    #(#values => Self::#variants,)*
                    _ => Self::#other(value.to_owned()),
                }
            }
        }

        impl From<String> for #name {
            fn from(value: String) -> Self {
                Self::from(value.as_str())
            }
        }

        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for #name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for #name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = Self::from(String::deserialize(deserializer)?);
                if matches!(value, Self::#other(_)) {
                    moored_runtime::union::unlisted();
                }
                Ok(value)
            }
        }
    }
}

fn closed_enum(string: &StringType, values: &[String]) -> TokenStream {
    let name = ident(&string.name);
    let docs = docs::of_type(string.description.as_deref(), &string.name);
    let (variants, _) = variants(values);
    let variant_docs = variant_docs(values);
    let from = try_from(&name);
    let expected =
        format!("is none of {}", values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", "));
    let type_name = &string.name;
    quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, serde::Serialize)]
        pub enum #name {
            #(#variant_docs #[serde(rename = #values)] #variants,)*
        }

        impl #name {
            #[doc = " The value on the wire."]
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    #(Self::#variants => #values,)*
                }
            }
        }

        impl std::str::FromStr for #name {
            type Err = moored_runtime::InvalidValue;

            fn from_str(value: &str) -> Result<Self, moored_runtime::InvalidValue> {
                match value {
                    #(#values => Ok(Self::#variants),)*
                    _ => Err(moored_runtime::InvalidValue::new(#type_name, #expected)),
                }
            }
        }

        #from

        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    }
}

fn bounded(string: &StringType, min: Option<u64>, max: Option<u64>, secret: bool) -> TokenStream {
    let name = ident(&string.name);
    let docs = docs::of_type(string.description.as_deref(), &string.name);
    let type_name = &string.name;
    let from = try_from(&name);
    let checks: TokenStream = [(min, quote!(<), "is shorter than"), (max, quote!(>), "is longer than")]
        .into_iter()
        .filter_map(|(bound, than, words)| {
            let bound = bound?;
            let plural = if bound == 1 { "" } else { "s" };
            let reason = format!("{words} {bound} character{plural}");
            let bound = proc_macro2::Literal::u64_unsuffixed(bound);
            Some(quote! {
                if value.chars().count() #than #bound {
                    return Err(moored_runtime::InvalidValue::new(#type_name, #reason));
                }
            })
        })
        .collect();
    let (inner, derives, read) = if secret {
        (
            quote!(moored_runtime::Secret),
            quote!(#[derive(Clone, Debug, PartialEq, serde::Serialize)]),
            quote! {
                #[doc = " The value. Nothing else shows it."]
                #[must_use]
                pub fn expose(&self) -> &str {
                    self.0.expose()
                }
            },
        )
    } else {
        (
            quote!(String),
            quote!(#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]),
            quote! {
                #[doc = " The value."]
                #[must_use]
                pub fn as_str(&self) -> &str {
                    &self.0
                }
            },
        )
    };
    let display = (!secret).then(|| {
        quote! {
            impl std::fmt::Display for #name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(&self.0)
                }
            }
        }
    });
    quote! {
        #docs
        #derives
        #[serde(transparent)]
        pub struct #name(#inner);

        impl #name {
            #read
        }

        impl std::str::FromStr for #name {
            type Err = moored_runtime::InvalidValue;

            fn from_str(value: &str) -> Result<Self, moored_runtime::InvalidValue> {
                #checks
                Ok(Self(value.into()))
            }
        }

        #from

        #display

        impl<'de> serde::Deserialize<'de> for #name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    }
}

/// The conversions that go through `FromStr`.
fn try_from(name: &proc_macro2::Ident) -> TokenStream {
    quote! {
        impl TryFrom<&str> for #name {
            type Error = moored_runtime::InvalidValue;

            fn try_from(value: &str) -> Result<Self, moored_runtime::InvalidValue> {
                value.parse()
            }
        }

        impl TryFrom<String> for #name {
            type Error = moored_runtime::InvalidValue;

            fn try_from(value: String) -> Result<Self, moored_runtime::InvalidValue> {
                value.parse()
            }
        }
    }
}
