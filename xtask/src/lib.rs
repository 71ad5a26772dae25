//! The project's command line, `cargo xtask codegen` and `corpus`: reads files, calls the generator, writes or checks, and prints.
//!
//! It knows nothing of OpenAPI, and the generator knows nothing of the disk. What is asked for is in [`cli`], what happens
//! then is one screen in [`codegen`] or [`corpus`], everything that touches generated files is in [`tree`], and everything that a person
//! reads goes through [`report`]. It is a library so that its tests can call [`tree`].

pub mod cli;
pub mod codegen;
pub mod corpus;
pub mod exit;
pub mod generator;
pub mod project;
pub mod report;
pub mod specs;
pub mod tree;
