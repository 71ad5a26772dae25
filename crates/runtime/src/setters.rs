//! Constructors and setters of generated structs.

/// Adds a constructor and setters to a struct.
///
/// ```
/// use moored_runtime::Field;
///
/// #[derive(Clone, Debug, PartialEq)]
/// pub struct User {
///     pub id: i64,
///     pub name: String,
///     pub role: String,
///     pub email: Option<String>,
///     pub nickname: Field<String>,
/// }
///
/// moored_runtime::setters! {
///     User;
///     new(id: i64, name: impl Into<String>; role = "user".to_owned());
///     with_email(email: String), with_nickname(nickname: Field<String>),
/// }
///
/// let user = User::new(7, "Ada").with_email("ada@example.com").with_nickname(Field::Null);
/// assert_eq!((user.role.as_str(), user.email.as_deref()), ("user", Some("ada@example.com")));
/// assert!(user.nickname.is_null());
/// ```
///
/// The required members of a large struct are a struct as well, so that each of them has its name:
///
/// ```
/// # pub struct Point {
/// #     pub x: i64,
/// #     pub y: i64,
/// #     pub label: Option<String>,
/// # }
/// moored_runtime::setters! {
///     Point;
///     new PointRequired { x: i64, y: i64 };
///     with_label(label: String),
/// }
///
/// let point = Point::new(PointRequired { x: 1, y: 2 }).with_label("here");
/// assert_eq!((point.x, point.y, point.label.as_deref()), (1, 2, Some("here")));
/// ```
///
/// A member behind the semicolon has the same value in all of them. If a struct requires no others, there is a
/// `Default`:
///
/// ```
/// # #[derive(Debug, PartialEq)]
/// # pub struct Ping {
/// #     pub kind: String,
/// #     pub note: Option<String>,
/// # }
/// moored_runtime::setters! { Ping; default(kind = "ping".to_owned()); with_note(note: String) }
///
/// assert_eq!(Ping::default(), Ping { kind: "ping".to_owned(), note: None });
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! setters {
    (
        $name:ident;
        new($($argument:ident: $type:ty),* $(; $($fixed:ident = $value:expr),*)?);
        $($(#[$attribute:meta])* $with:ident($field:ident: $set:ty)),* $(,)?
    ) => {
        impl $name {
            /// Creates a value from the required members. All others are unset.
            #[must_use]
            #[allow(deprecated, reason = "only some structs have deprecated members")]
            pub fn new($($argument: $type),*) -> Self {
                Self {
                    $($argument: $argument.into(),)*
                    $($($fixed: $value,)*)?
                    $($field: ::core::default::Default::default(),)*
                }
            }
        }

        $crate::setters! { $name; $($(#[$attribute])* $with($field: $set)),* }
    };
    (
        $name:ident;
        new $(#[$derive:meta])? $required:ident { $($argument:ident: $type:ty),* $(; $($fixed:ident = $value:expr),*)? };
        $($(#[$attribute:meta])* $with:ident($field:ident: $set:ty)),* $(,)?
    ) => {
        #[doc = ::core::concat!("The required members of [`", ::core::stringify!($name), "`].")]
        $(#[$derive])?
        #[allow(missing_docs, reason = "documents do not describe everything")]
        pub struct $required {
            $(pub $argument: $type,)*
        }

        impl $name {
            /// Creates a value from the required members. All others are unset.
            #[must_use]
            #[allow(deprecated, reason = "only some structs have deprecated members")]
            pub fn new(required: $required) -> Self {
                Self {
                    $($argument: required.$argument,)*
                    $($($fixed: $value,)*)?
                    $($field: ::core::default::Default::default(),)*
                }
            }
        }

        $crate::setters! { $name; $($(#[$attribute])* $with($field: $set)),* }
    };
    (
        $name:ident;
        default($($fixed:ident = $value:expr),*);
        $($(#[$attribute:meta])* $with:ident($field:ident: $set:ty)),* $(,)?
    ) => {
        impl ::core::default::Default for $name {
            #[allow(deprecated, reason = "only some structs have deprecated members")]
            fn default() -> Self {
                Self {
                    $($fixed: $value,)*
                    $($field: ::core::default::Default::default(),)*
                }
            }
        }

        $crate::setters! { $name; $($(#[$attribute])* $with($field: $set)),* }
    };
    ($name:ident; $(,)?) => {};
    ($name:ident; $($(#[$attribute:meta])* $with:ident($field:ident: $set:ty)),+ $(,)?) => {
        impl $name {
            $(
                #[doc = ::core::concat!("Sets `", ::core::stringify!($field), "`.")]
                $(#[$attribute])*
                #[must_use]
                #[allow(deprecated, reason = "only some structs have deprecated members")]
                pub fn $with(mut self, value: impl ::core::convert::Into<$set>) -> Self {
                    self.$field = ::core::convert::From::from(::core::convert::Into::<$set>::into(value));
                    self
                }
            )+
        }
    };
}
