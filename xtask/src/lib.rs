//! The project's command line: `cargo xtask codegen` and `cargo xtask corpus`.
//!
//! This crate reads files, calls the generator, writes or checks the result, and prints it. It does not interpret
//! OpenAPI, and the generator does not access the disk.
//!
//! * [`cli`] defines the options.
//! * [`codegen`] and [`corpus`] are the commands; each module's entry function lists the steps in order.
//! * [`tree`] is the only module that reads, compares and writes generated files.
//! * [`report`] is the only module that prints.
//!
//! It is a library so that its tests can call [`tree`].

pub mod cli;
pub mod codegen;
pub mod corpus;
pub mod exit;
pub mod generator;
pub mod project;
pub mod report;
pub mod specs;
pub mod tree;
